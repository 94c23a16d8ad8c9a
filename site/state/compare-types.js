// What Compare speaks of: py/diptych/README.md is the reference for Selection, Show and View.

/**
 * @typedef {object} Neuron
 * @property {string} model
 * @property {string} layer its name
 * @property {number} index
 * @property {[number, number] | null} range of activation that instances must have; null filters nothing
 */

/**
 * @typedef {object} Selection which instances, in which order; every field is always present
 * @property {string[]} models compared; the first two are A and B
 * @property {number[]} truth class indices, −1 for instances without ground truth
 * @property {Record<string, number[]>} predicted model → class indices
 * @property {string} agreement any, agree, disagree, all-correct, all-wrong or only:<model id>
 * @property {string} outcome of A and B: any, both-right, only-a …, see py/diptych/README.md
 * @property {Record<string, boolean>} correct model → whether it must be right
 * @property {Record<string, boolean>} correct5 model → whether the truth must be among its first five
 * @property {string[]} words
 * @property {string} search
 * @property {Neuron | null} neuron
 * @property {string[]} ids
 * @property {{by: string, descending: boolean} | null} order null: by activation or as in the bundle
 */

/**
 * @typedef {object} WordOptions
 * @property {number} count
 * @property {boolean} stopWords whether words such as "the" are kept
 * @property {"count" | "z"} by
 * @property {"rest" | Partial<Selection>} against
 */

/** @typedef {{model: string, layer: string, against: "rest" | Partial<Selection>}} Rank */

/** @typedef {{text: string, parts: {field: string, key: string | null, text: string}[]}} Sentence */

/**
 * @typedef {object} Counts
 * @property {number} total
 * @property {number} selected
 * @property {number} unknownTruth
 * @property {number} agree
 * @property {number} disagree
 * @property {number} allCorrect
 * @property {number} allWrong
 * @property {Record<string, number>} only model → how many it alone has right
 */

/**
 * @typedef {object} Scores null where undefined
 * @property {number | null} precision
 * @property {number | null} recall
 * @property {number | null} f1
 * @property {number | null} auc
 */

/**
 * @typedef {object} ClassColumns one value a class
 * @property {number[]} support
 * @property {number[]} predicted
 * @property {(number | null)[]} precision
 * @property {(number | null)[]} recall
 * @property {(number | null)[]} f1
 * @property {(number | null)[]} auc
 */

/** @typedef {{support: number, accuracy: number | null, top5?: number | null, macro: Scores,
 *   classes: ClassColumns}} Metrics top5: null for five classes or fewer */

/**
 * @typedef {object} Confusion rows: truth, columns: prediction; one of the two
 * @property {number[][]} [matrix] up to 30 classes
 * @property {[number, number, number][]} [cells] more: truth, prediction, count
 */

/**
 * @typedef {object} Mistakes what was taken for what, most frequent first
 * @property {number[]} truth
 * @property {number[]} predicted
 * @property {Record<string, number[]>} count by model
 * @property {Record<string, number[]>} among5 of those, how often the truth is among the first five after all
 * @property {{mistakes: number, count: Record<string, number>, among5: Record<string, number>}} rest not listed
 */

/** @typedef {{class: number | null, count: number, children?: TreeNode[]}} TreeNode */

/**
 * @typedef {object} OutcomeNode how A and B fare, with the classes that do; class null: all that are folded
 * @property {string} outcome
 * @property {number} count
 * @property {{class: number | null, count: number, classes?: number}[]} children largest first
 */

/** @typedef {{word: string, count: number, rate: number, rest: number, z: number | null}} Word */
/** @typedef {{word: string, count: number, rate: number}} GroupWord */

/**
 * @typedef {object} Words
 * @property {Word[]} selected
 * @property {Record<string, {right: GroupWord[], wrong: GroupWord[]}> | null} groups null without truth
 */

/** @typedef {{class: number, count: number, rate: number, rest?: number, z?: number | null}} Label */

/**
 * @typedef {object} Labels
 * @property {Label[] | null} truth null without truth
 * @property {Record<string, Label[]>} predicted by model
 * @property {Record<string, {right: Label[], wrong: {truth: Label[], predicted: Label[]}}> | null} groups
 */

/**
 * @typedef {object} FeatureMaps where the chosen neuron acts, in the instances that activate it most
 * @property {string} model
 * @property {string} layer
 * @property {number} index
 * @property {[number, number]} shape rows, columns
 * @property {number} peak what 255 stands for
 * @property {number} recorded how many instances there are without a selection
 * @property {string[]} ids by falling activation
 * @property {Record<string, any[]>} columns
 * @property {number[]} activations
 * @property {number[][]} values row by row, 0 … 255
 */

/**
 * @typedef {object} Histogram
 * @property {string} model
 * @property {string} layer
 * @property {number} index
 * @property {number[]} edges one more than bins
 * @property {number[]} all
 * @property {number[]} selected
 * @property {number} min
 * @property {number} max
 * @property {boolean} dead
 * @property {boolean} alwaysOn
 */

/**
 * @typedef {object} Ranking most telling neuron first
 * @property {string} model
 * @property {string} layer
 * @property {[number, number]} counts
 * @property {{index: number[], auc: (number | null)[], dead: boolean[], alwaysOn: boolean[]}} neurons
 */

/**
 * @typedef {object} Rows columns of the ordered instances start … stop
 * @property {number} start
 * @property {number} stop
 * @property {string[]} id
 * @property {number[]} position where they are in the bundle
 * @property {string[] | null} text at most 400 characters
 * @property {number[]} truth
 * @property {Record<string, number[]>} predicted
 * @property {Record<string, number[]>} confidence
 * @property {number[] | null} activation of the chosen neuron
 * @property {Record<string, any[]>} values the other columns
 */

/**
 * @typedef {object} View the answer to one selection; every panel draws from it
 * @property {Selection} selection
 * @property {{words: WordOptions}} show
 * @property {Sentence} sentence
 * @property {Counts} counts
 * @property {Record<string, Metrics>} metrics
 * @property {Record<string, Confusion>} confusion
 * @property {Mistakes | null} [mistakes] null up to 30 classes, where the matrix says it
 * @property {{models: [string, string], count: number, children: any[]}} treemap TreeNodes, or OutcomeNodes
 *   with more than 30 classes
 * @property {Words | null} words
 * @property {Labels | null} [labels] null where the instances have text
 * @property {FeatureMaps | null} [maps]
 * @property {Histogram | null} histogram
 * @property {Rows} rows
 */

/**
 * @typedef {object} Instance everything about one
 * @property {string} id
 * @property {number} position
 * @property {string | null} text whole
 * @property {Record<string, any>} values
 * @property {number} truth
 * @property {Record<string, number>} predicted
 * @property {Record<string, number>} confidence
 * @property {Record<string, number[]>} [top5] the likeliest classes of each model
 * @property {Record<string, number[]>} probabilities
 * @property {Record<string, Record<string, Float32Array>>} activations model → layer → one number a unit
 */

/**
 * @typedef {object} LayerData
 * @property {string} model
 * @property {string} layer
 * @property {number[]} shape of the units, such as [12, 25]
 * @property {number} units
 * @property {[number, number] | null} weightShape rows, columns
 * @property {Float32Array | null} weights row by row
 * @property {Float32Array} min least activation of each unit
 * @property {Float32Array} max greatest
 * @property {Uint8Array} dead 1: the same activation for every instance
 * @property {Uint8Array} alwaysOn 1: above zero for every instance
 */

/** @typedef {{id: string, title: string, path: string}} BundleEntry of bundles/index.json */

/**
 * @typedef {object} ManifestLayer
 * @property {string} name
 * @property {string} title
 * @property {string} kind
 * @property {number[]} shape
 * @property {number} units
 * @property {{file: string, shape: [number, number]} | null} [weights]
 * @property {{neurons: string, instances: string, bounds: string}} activations
 * @property {{shape: [number, number, number]} | null} [maps] instances a unit, rows, columns
 */

/**
 * @typedef {object} ManifestModel
 * @property {string} id
 * @property {string} name
 * @property {string} architecture
 * @property {number} parameters
 * @property {ManifestLayer[]} layers
 * @property {string | null} [live]
 */

/**
 * @typedef {object} Manifest bundle.json, see models/bundle.schema.json
 * @property {number} version
 * @property {{name: string, description: string, kind: "text" | "image" | "table"}} task
 * @property {{id: string, title: string}[]} classes
 * @property {{count: number, columns?: string[]}} instances
 * @property {ManifestModel[]} models
 */

export {};
