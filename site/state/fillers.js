// The methods that fill a hole, in the groups that a person chooses from; ../inpaint/index.js runs them.

export const FILLERS = [
  {
    group: "from the surroundings",
    methods: [
      { id: "telea", title: "Telea" },
      { id: "biharmonic", title: "Biharmonic" },
      { id: "patchmatch", title: "PatchMatch" },
    ],
  },
  {
    group: "plain",
    methods: [
      { id: "mean", title: "Mean colour" },
      { id: "grey", title: "Grey" },
      { id: "noise", title: "Noise" },
      { id: "blur", title: "Blur" },
    ],
  },
];

/** Methods that fill otherwise with another seed. */
const SEEDED = ["patchmatch", "noise"];

/** @param {string} method */
export const isSeeded = (method) => SEEDED.includes(method);

/** The id if there is such a method, else the first. @param {string | null} id */
export function knownFiller(id) {
  const ids = FILLERS.flatMap(({ methods }) => methods.map((method) => method.id));
  return id && ids.includes(id) ? id : ids[0];
}
