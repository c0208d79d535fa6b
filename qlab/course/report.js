// Draws each figure of a report from the JSON beside it, as a picture that prints.
const WIDEST = 640; // pixels, on A4 between its margins
const NARROWEST = 460; // for the longest line of a title in any font; a phone shows it smaller

for (const json of document.querySelectorAll("script[type='application/json']")) {
  const picture = json.previousElementSibling;
  const { data, layout } = JSON.parse(json.textContent);
  const width = Math.max(NARROWEST, Math.min(WIDEST, json.parentElement.clientWidth));
  Plotly.toImage({ data, layout }, { format: "svg", width, height: layout.height }).then((source) => {
    picture.src = source;
  });
}
