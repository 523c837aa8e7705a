// Says whether something grows. The beginning counts for nothing: classes are loaded, code is compiled,
// caches fill up to their bounds. The settled middle is held against the end, each by its median, so that
// one sample in a bad moment decides nothing.
//
// What is tolerated:
//   heap         what is reachable differs between two moments by what is under way just then: a few long
//                answers and their copies. An eighth, or 2 MiB if that is more. In an hour some hundred
//                thousand exchanges lie between the two medians, so more than 20 bytes that each leaves are
//                found; in two minutes some ten thousand, and 200 bytes
//   resident     the heap's committed part, and what malloc keeps for itself of what was freed. An eighth,
//                or 24 MiB
//   threads      of the platform: pools that are not full yet. 4
//   virtual      one an exchange that is under way, and two a listener. A quarter, or 24
//   descriptors  one a connection, on either side. A quarter, or 24
const TOLERATED = {
  heap: { part: 1 / 8, least: 2 * 1024 },
  resident: { part: 1 / 8, least: 24 },
  threads: { part: 0, least: 4 },
  virtual: { part: 1 / 4, least: 24 },
  descriptors: { part: 1 / 4, least: 24 },
};
/** Of the whole time: how the middle and the end are cut out. */
const MIDDLE = [0.35, 0.6];
const END = [0.75, 1];
const LEAST = 3;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const stretches = (samples) =>
  [MIDDLE, END].map(([from, to]) =>
    samples.slice(Math.floor(from * samples.length), Math.ceil(to * samples.length)),
  );

/** A row for each thing that may grow: `{ what, middle, end, most, ok }`. */
export function judge(samples) {
  const [middle, end] = stretches(samples);
  if (middle.length < LEAST || end.length < LEAST) throw new Error('too few samples to judge by');
  return Object.entries(TOLERATED).map(([what, { part, least }]) => {
    const settled = median(middle.map((one) => one[what]));
    const last = median(end.map((one) => one[what]));
    const most = Math.round(settled + Math.max(part * settled, least));
    return { what, middle: settled, end: last, most, ok: last <= most };
  });
}

/** The classes whose instances take more in the end than when it had settled: `{ name, more }` in KiB, most first. */
export function grown(samples) {
  const [middle, end] = stretches(samples);
  const all = new Set(end.flatMap(({ largest }) => Object.keys(largest)));
  const of = (stretch, name) => median(stretch.map(({ largest }) => largest[name] ?? 0));
  return [...all]
    .map((name) => ({ name, more: of(end, name) - of(middle, name) }))
    .filter(({ more }) => more > 0)
    .toSorted((a, b) => b.more - a.more);
}

/**
 * The same for what is left when everybody has gone, held against what was there before anybody came. Pools keep
 * their threads, and caches what they may hold, so of the heap 8 MiB more are no growth.
 */
const LEFT = { heap: 8 * 1024, virtual: 24, descriptors: 24 };

export function judgeRest(before, rest) {
  return Object.entries(LEFT).map(([what, more]) => {
    const most = before[what] + more;
    return {
      what: `${what}, at rest`,
      middle: before[what],
      end: rest[what],
      most,
      ok: rest[what] <= most,
    };
  });
}
