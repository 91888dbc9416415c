/* Fill the frame with the map, whatever its shape, and keep the camera that a reader has chosen.

   Plotly clips a geo subplot to the projected box of its axis ranges, fitted into the frame, so the
   box must have the shape of the frame. The box of an equal-area cone between two parallels has a
   closed form; only its width in longitude is searched. Ranges are set as a figure enters plotly,
   so the first drawing is already right. */

const RADIANS = Math.PI / 180;
const EARTH_KM = 6371;
const KM_PER_DEGREE = 111;
const WIDEST = 74; // degrees of longitude to either side, where the frame itself is not wider
const ALL_ROUND = 179.9;
const ROOM_LEFT = 0.4; // of what the hall has to spare: its key is outside, a label stands at the right
const EDGE_PX = { top: 8, right: 10, bottom: 8, left: 8 }; // round the country at home

/** The cone: radius of a parallel in earth radii, and its plane in kilometres both ways. */
function cone({ projection }) {
  const [a, b] = projection.parallels.map((degrees) => Math.sin(degrees * RADIANS));
  const n = (a + b) / 2;
  const c = 1 - a * a + 2 * n * a;
  const middle = projection.rotation.lon;
  const radius = (lat) => Math.sqrt(c - 2 * n * Math.sin(lat * RADIANS)) / n;
  return {
    n,
    radius,
    onPlane(lon, lat) {
      const turn = n * (lon - middle) * RADIANS;
      const far = EARTH_KM * radius(lat);
      return [far * Math.sin(turn), -far * Math.cos(turn)];
    },
    onGlobe(x, y) {
      const far = (Math.sign(n) * Math.hypot(x, y)) / EARTH_KM;
      const turn = Math.atan2(Math.sign(n) * x, -Math.sign(n) * y);
      const sine = (c - (far * n) ** 2) / (2 * n);
      return [middle + turn / n / RADIANS, Math.asin(sine) / RADIANS];
    },
  };
}

/** Width and height of the box that spans a half-width in longitude, in earth radii. South of the
    equator the cone stands on its head: the wide end of the box is at its north. */
function boxOf({ n, radius }, { south, north }, half) {
  const turn = Math.abs(n) * half * RADIANS;
  const ends = [Math.abs(radius(south)), Math.abs(radius(north))];
  const [wide, narrow] = [Math.max(...ends), Math.min(...ends)];
  return { width: 2 * wide * Math.sin(turn), height: wide - narrow * Math.cos(turn) };
}

/** Degrees of longitude that the ranges may span to either side: for a map of the whole world, or
    of half of it, all round, but no more than a right angle of the cone. */
function widest({ n }, { latitude, width_km: width }) {
  const usual = WIDEST * KM_PER_DEGREE * Math.cos(latitude * RADIANS);
  return width / 2 > usual ? Math.min(ALL_ROUND, 90 / Math.abs(n)) : WIDEST;
}

function halfWidthFor(shape, frame, aspect) {
  let low = 1;
  let high = widest(shape, frame);
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

/** Where the middle of the frame lies, in kilometres from the middle of the country to the right
    and up: what a wide frame has to spare falls to the left, what a tall one has falls below. */
function aside(frame, scale, width, height) {
  const spare = width / scale - frame.width_km - EDGE_PX.right / scale;
  const isRoom = document.documentElement.dataset.room === "on";
  const left = isRoom ? spare * ROOM_LEFT : Math.min(spare, Math.max(frame.aside_km, spare / 2));
  return [
    spare / 2 + EDGE_PX.right / 2 / scale - left,
    EDGE_PX.top / scale + (frame.height_km - height / scale) / 2,
  ];
}

/** Southern edge of the ranges: a very wide frame needs a flatter box than they have at first, but
    none that cuts the country; beside the flattest box the frame is water. */
function southFor(shape, frame, aspect) {
  const country = frame.latitude - (0.6 * frame.height_km) / KM_PER_DEGREE;
  let { south } = frame;
  const most = widest(shape, frame) - 1;
  while (south < country && halfWidthFor(shape, { ...frame, south }, aspect) > most) {
    south += (frame.north - frame.south) / 30;
  }
  return south;
}

/** Axis ranges and scale that show the country as large as the frame allows; ``scale`` is how
    many pixels a kilometre has then. */
function fittedTo(geo, frame, width, height) {
  const shape = cone(geo);
  const south = southFor(shape, frame, width / height);
  const most = widest(shape, frame);
  const fitting = halfWidthFor(shape, { ...frame, south }, width / height);
  const half = most > WIDEST ? most : fitting;
  const box = boxOf(shape, { ...frame, south }, half);
  const unit = Math.min(width / box.width, height / box.height) / EARTH_KM;
  const wanted = Math.min(
    (width - EDGE_PX.left - EDGE_PX.right) / frame.width_km,
    (height - EDGE_PX.top - EDGE_PX.bottom) / frame.height_km,
  );
  const middle = geo.projection.rotation.lon;
  const [x, y] = shape.onPlane(frame.longitude, frame.latitude);
  const isAllRound = most > WIDEST; // then the box is clipped where it lies, in the middle
  const [east, north] = isAllRound ? [0, 0] : aside(frame, wanted, width, height);
  const [lon, lat] = shape.onGlobe(x + east, y + north);
  const values = {
    "center.lon": lon,
    "center.lat": lat,
    "lonaxis.range": [middle - half, middle + half],
    "lataxis.range": [south, frame.north],
    "projection.scale": wanted / unit,
    "projection.rotation.lon": middle,
  };
  return { scale: wanted, values };
}

const fits = new WeakMap();
const cameras = new WeakMap(); // what a reader moved to: middle, zoom and turn from home
const STILL = 1e-6;

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

/** Pixels a kilometre has at home. */
export const homeScaleOf = (plot) => fits.get(plot).scale;

/** Where the camera is at home: the whole country, as the layout turns the globe. */
export const home = (plot) => fits.get(plot).values;

/** Paths and values of a frame with a camera, the whole country without one. */
function seenFrom(values, camera) {
  return camera ? {
    ...values,
    "center.lon": camera.lon,
    "center.lat": camera.lat,
    "projection.scale": camera.zoom * values["projection.scale"],
    "projection.rotation.lon": values["projection.rotation.lon"] + camera.turn,
  } : values;
}

/** Where the camera is now. */
export const view = (plot) => seenFrom(home(plot), cameras.get(plot));

/** Figure with its map fitted to the frame; figures without a map stay as they are. */
export function fit(plot, figure) {
  if (!figure.layout.geo) {
    return figure;
  }
  const geo = { ...figure.layout.geo };
  fitOf(plot, geo, figure.layout.meta.frame);
  for (const [path, value] of Object.entries(view(plot))) {
    const keys = path.split(".");
    const last = keys.pop();
    const holder = keys.reduce((part, key) => (part[key] = { ...part[key] }), geo);
    holder[last] = value;
  }
  return { ...figure, layout: { ...figure.layout, geo } };
}

/** Remember where a reader has moved the camera, unless it is home again. */
export function rememberCamera(plot) {
  const { projection: { scale, rotation }, center: { lon, lat } } = plot.layout.geo;
  const values = home(plot);
  const zoom = scale / values["projection.scale"];
  const turn = rotation.lon - values["projection.rotation.lon"];
  const off = [zoom - 1, turn, lon - values["center.lon"], lat - values["center.lat"]];
  takeCamera(plot, off.every((value) => Math.abs(value) < STILL) ? null : { lon, lat, zoom, turn });
}

/** What a reader has moved a map to, its zoom times that of the whole country; none at home. */
export const cameraOf = (plot) => cameras.get(plot);

/** Look at a map from a camera from now on, or at the whole country. */
export function takeCamera(plot, camera) {
  if (camera) {
    cameras.set(plot, camera);
  } else {
    cameras.delete(plot);
  }
}
