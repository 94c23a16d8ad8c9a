// The methods that fill a hole, in the groups that a person chooses from; ../inpaint/index.js runs them.

export const FILLERS = [
  {
    group: "from the surroundings",
    methods: [
      { id: "telea", title: "Telea" },
      { id: "biharmonic", title: "Biharmonic" },
      { id: "patchmatch", title: "PatchMatch", seeded: true },
    ],
  },
  {
    group: "plain",
    methods: [
      { id: "mean", title: "Mean colour" },
      { id: "grey", title: "Grey" },
      { id: "noise", title: "Noise", seeded: true },
      { id: "blur", title: "Blur" },
    ],
  },
];

/** All methods as a person reads them. */
export const METHODS = FILLERS.flatMap(({ methods }) => methods);

/** Whether a method fills otherwise with another seed. @param {string} method */
export const isSeeded = (method) => METHODS.some(({ id, seeded }) => id === method && seeded);

/** The id if there is such a method, else the first. @param {string | null} id */
export function knownFiller(id) {
  const ids = METHODS.map((method) => method.id);
  return id && ids.includes(id) ? id : ids[0];
}
