/* What a reader chose, remembered on the device under `handbook.<name>`. */
var chosen = {}; // storage may be forbidden; then a choice lasts for this page

export function stored(name, value) {
  if (value !== undefined) chosen[name] = value;
  try {
    if (value === undefined) return localStorage.getItem("handbook." + name) || chosen[name];
    localStorage.setItem("handbook." + name, value);
  } catch (error) {
    return chosen[name];
  }
  return value;
}
