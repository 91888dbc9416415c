/* Fill the frame with the map, whatever its shape, and keep the camera that a reader has chosen.

   Plotly clips a geo subplot to the projected box of its axis ranges, fitted into the frame, so the
   box must have the shape of the frame. The box of an equal-area cone between two parallels has a
   closed form; only its width in longitude is searched. Ranges are set as a figure enters plotly,
   so the first drawing is already right. */

const RADIANS = Math.PI / 180;
const EARTH_KM = 6371;
const KM_PER_DEGREE = 111;
const ASIDE_PX = 50; // farther, the edge of the drawn land would show on a wide screen
const LEGEND_ROOM = 0.55; // share of the spare room that is left free at the west and south

function cone(parallels) {
  const [a, b] = parallels.map((degrees) => Math.sin(degrees * RADIANS));
  const n = (a + b) / 2;
  const c = 1 - a * a + 2 * n * a;
  return { n, radius: (lat) => Math.sqrt(c - 2 * n * Math.sin(lat * RADIANS)) / n };
}

/** Width and height of the box that spans a half-width in longitude, in earth radii. South of the
    equator the cone stands on its head: the wide end of the box is at its north. */
function boxOf({ n, radius }, { south, north }, half) {
  const turn = Math.abs(n) * half * RADIANS;
  const ends = [Math.abs(radius(south)), Math.abs(radius(north))];
  const [wide, narrow] = [Math.max(...ends), Math.min(...ends)];
  return { width: 2 * wide * Math.sin(turn), height: wide - narrow * Math.cos(turn) };
}

function halfWidthFor(shape, frame, aspect) {
  let low = 5;
  let high = 110;
  for (let i = 0; i < 40; i += 1) {
    const middle = (low + high) / 2;
    const { width, height } = boxOf(shape, frame, middle);
    if (width / height < aspect) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}

/** Axis ranges and scale that show the country as large as the frame allows; ``unit`` is how
    many pixels a kilometre has at scale 1. */
function fittedTo(geo, frame, width, height) {
  const shape = cone(geo.projection.parallels);
  const half = halfWidthFor(shape, frame, width / height);
  const unit = width / (boxOf(shape, frame, half).width * EARTH_KM);
  const wanted = Math.min(width / frame.width_km, height / frame.height_km);
  const middle = geo.projection.rotation.lon;
  const spare = { width: width / wanted - frame.width_km, height: height / wanted - frame.height_km };
  const aside = Math.min((spare.width / 2) * LEGEND_ROOM, ASIDE_PX / wanted);
  const west = aside / (KM_PER_DEGREE * Math.cos(frame.latitude * RADIANS));
  const values = {
    "center.lon": frame.longitude - west,
    "center.lat": frame.latitude - (spare.height / 2) * LEGEND_ROOM / KM_PER_DEGREE,
    "lonaxis.range": [middle - half, middle + half],
    "lataxis.range": [frame.south, frame.north],
    "projection.scale": wanted / unit,
    "projection.rotation.lon": middle,
  };
  return { unit, values };
}

const fits = new WeakMap();
const cameras = new WeakMap(); // what a reader moved to, its scale in pixels a kilometre

function fitOf(plot, geo, frame) {
  const { clientWidth: width, clientHeight: height } = plot;
  const last = fits.get(plot);
  if (last && last.width === width && last.height === height) {
    return last;
  }
  const now = { width, height, ...fittedTo(geo, frame, width, height) };
  fits.set(plot, now);
  return now;
}

/** Where the camera is at home: the whole country, as the layout turns the globe. */
export const home = (plot) => fits.get(plot).values;

/** Paths and values of a frame with its camera: at home, or where the reader left it. */
function framed(plot, geo, frame) {
  const { unit, values } = fitOf(plot, geo, frame);
  const camera = cameras.get(plot);
  return camera
    ? { ...values, ...camera, "projection.scale": camera["projection.scale"] / unit }
    : values;
}

/** Figure with its map fitted to the frame; figures without a map stay as they are. */
export function fit(plot, figure) {
  if (!figure.layout.geo) {
    return figure;
  }
  const geo = { ...figure.layout.geo };
  for (const [path, value] of Object.entries(framed(plot, geo, figure.layout.meta.frame))) {
    const keys = path.split(".");
    const last = keys.pop();
    const holder = keys.reduce((part, key) => (part[key] = { ...part[key] }), geo);
    holder[last] = value;
  }
  return { ...figure, layout: { ...figure.layout, geo } };
}

/** Changes of a drawn layout that fit its frame again. */
export function refit(plot, { layout: { geo, meta } }) {
  const changes = geo ? framed(plot, geo, meta.frame) : {};
  return Object.fromEntries(Object.entries(changes).map(([path, value]) => ["geo." + path, value]));
}

/** Remember where a reader has moved the camera, unless it is home again. */
export function rememberCamera(plot) {
  const { projection, center } = plot.layout.geo;
  const { unit, values } = fits.get(plot);
  const shown = {
    "projection.scale": projection.scale,
    "projection.rotation.lon": projection.rotation.lon,
    "center.lon": center.lon,
    "center.lat": center.lat,
  };
  if (Object.entries(shown).every(([path, value]) => Math.abs(value - values[path]) < 1e-6)) {
    cameras.delete(plot);
  } else {
    cameras.set(plot, { ...shown, "projection.scale": projection.scale * unit });
  }
}
