// What a reader types for the report: the name of the place, kept on the device as ticks are.

/** Fill a field with what was kept for a handbook, and keep what is typed; where storage is forbidden it just stays. */
export function keepPlace(field, handbook) {
  const key = `handbook.${handbook}.place`;
  try {
    field.value = (localStorage.getItem(key) || "").slice(0, field.maxLength);
  } catch (error) {
    // it begins empty
  }
  field.addEventListener("input", () => {
    try {
      if (field.value) localStorage.setItem(key, field.value);
      else localStorage.removeItem(key);
    } catch (error) {
      // it lasts for this page
    }
  });
}
