/** Nothing is loaded from outside before the visitor's click. */
const base = new URL("../vendor/leaflet/", import.meta.url);

const load = (tag, attributes) => new Promise((done, failed) => {
  const element = Object.assign(document.createElement(tag), attributes, { onload: done, onerror: failed });
  document.head.append(element);
});

export function start(block) {
  block.hidden = false;
  block.querySelector("button").addEventListener("click", async () => {
    await Promise.all([
      load("link", { rel: "stylesheet", href: new URL("leaflet.css", base).href }),
      load("script", { src: new URL("leaflet.js", base).href }),
    ]);
    const { tiles, latitude, longitude, attribution, title } = block.dataset;
    const place = [Number(latitude), Number(longitude)];
    const canvas = Object.assign(document.createElement("div"), { className: "map", tabIndex: 0, dir: "ltr" });
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", title);
    block.replaceChildren(canvas);
    const map = window.L.map(canvas, { scrollWheelZoom: false }).setView(place, 16);
    window.L.tileLayer(tiles, { maxZoom: 19, attribution }).addTo(map);
    window.L.circleMarker(place, { radius: 11, weight: 4, color: "#12283a", fillColor: "#ff8d54", fillOpacity: 1 }).addTo(map).bindTooltip(title);
    canvas.focus();
  });
}
