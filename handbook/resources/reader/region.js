// On pages that all regions share, the name of the region whose edition this is.

for (const place of document.querySelectorAll("[data-region-name]")) place.textContent = window.handbookRegion;
