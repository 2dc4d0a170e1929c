"""What is made from a programme, and how it is named. Makers import this, never the other way round."""
