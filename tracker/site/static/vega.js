/* Draws the pictures of a page with Vega-Lite, each when it comes near the window. The libraries are those that
   datasette-dashboards brings; expressions are interpreted (`ast`), as no page of ours may compile words to code. */
"use strict";
const LIBRARIES = ["vega", "vega-lite", "vega-embed"];
const NARROW = 620;
const OPTIONS = {
  mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false, logLevel: 1,
  tooltip: { disableDefaultStyle: true, id: "told" },
};
let ready;

function fetched(name) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `/-/static-plugins/datasette_dashboards/${name}.min.js`;
    script.addEventListener("load", done);
    script.addEventListener("error", () => failed(new Error(`${script.src} cannot be had`)));
    document.head.append(script);
  });
}

function libraries() {
  ready ??= LIBRARIES.reduce((before, name) => before.then(() => fetched(name)), Promise.resolve());
  return ready;
}

function fitted(figure) {
  const spec = JSON.parse(figure.querySelector("script").textContent);
  const wide = figure.clientWidth;
  spec.params.find((each) => each.name === "narrow").value = wide < NARROW;
  if (spec.usermeta) spec.height = Math.round(wide / spec.usermeta.aspect);
  return spec;
}

async function draw(figure) {
  const frame = figure.querySelector(".drawing");
  try {
    await libraries();
    figure.view?.finalize();
    figure.narrow = figure.clientWidth < NARROW;
    figure.view = (await vegaEmbed(frame, fitted(figure), OPTIONS)).view;
    // What the picture shows is said by its frame, and number by number by the table.
    frame.querySelector("svg").setAttribute("aria-hidden", "true");
    figure.dataset.drawn = figure.narrow ? "narrow" : "wide";
  } catch (trouble) {
    console.error(trouble);
    frame.textContent = "The picture could not be drawn; the table below says the same.";
  }
}

const near = new IntersectionObserver((seen) => {
  for (const each of seen.filter((one) => one.isIntersecting)) {
    near.unobserve(each.target);
    draw(each.target);
  }
}, { rootMargin: "300px" });
const figures = document.querySelectorAll("figure.vega");
for (const figure of figures) near.observe(figure);

window.addEventListener("resize", () => {
  for (const figure of figures) {
    if (figure.view && figure.narrow !== figure.clientWidth < NARROW) draw(figure);
  }
});
