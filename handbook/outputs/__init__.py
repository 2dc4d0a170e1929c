"""What is made of a programme, and what it is called. Makers import this, never the other way round."""
