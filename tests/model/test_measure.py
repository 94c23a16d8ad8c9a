"""Choosing a backend by its times; made-up networks stand in for the real ones."""

MEASURE = """
const log = [];
const open = async (backend) => {
  const {times, off = 0, error} = args.networks[backend];
  if (error) throw new Error(error);
  let runs = 0;
  return {
    backend,
    run: async () => {
      log.push(backend);
      const milliseconds = times[runs++ % times.length];
      return {probabilities: new Float32Array([0.75 - off, 0.25 + off]), milliseconds};
    },
    close: () => log.push("close " + backend),
  };
};
const results = await module.measure(open, new Float32Array(3), Object.keys(args.networks));
return {results, log};
"""


def test_each_backend_gets_the_median_of_five_runs(js):
    found = js("model/measure.js", MEASURE, networks={"wasm": {"times": [90, 40, 41, 43, 42]}})
    assert found["results"] == [{"backend": "wasm", "milliseconds": 42}]
    assert found["log"] == ["wasm"] * 5 + ["close wasm"]


def test_a_hopeless_backend_is_run_once(js):
    found = js("model/measure.js", MEASURE, networks={"wasm": {"times": [40]}, "webgl": {"times": [400]}})
    assert found["log"].count("webgl") == 1
    assert found["log"][-1] == "close webgl"


def test_a_backend_whose_answers_are_off_or_that_fails_is_listed_with_the_reason(js):
    networks = {
        "wasm": {"times": [40]},
        "webgl": {"times": [4], "off": 0.125},
        "webgpu": {"times": [], "error": "no adapter"},
    }
    found = js("model/measure.js", MEASURE, networks=networks)
    assert [result["backend"] for result in found["results"]] == list(networks)
    assert "off by 0.125" in found["results"][1]["error"]
    assert found["results"][2]["error"] == "no adapter"
    assert "close webgl" in found["log"]


CHOICES = [
    ({"wasm": 40, "webgl": 10}, "wasm", "webgl"),
    ({"wasm": 40, "webgl": 36}, "wasm", "wasm"),
    ({"wasm": 40, "webgl": 400}, "wasm", "wasm"),
    ({"wasm": 40, "webgl": 400}, "webgl", "wasm"),
    ({"wasm": 40, "webgl": None, "webgpu": 8}, "wasm", "webgpu"),
    ({"wasm": None, "webgl": None}, "wasm", "wasm"),
    ({"wasm": None, "webgl": 30}, "wasm", "webgl"),
]


def test_the_fastest_wins_unless_the_present_one_is_nearly_as_fast(js):
    def measured(name, time):
        return {"backend": name, **({"error": "broken"} if time is None else {"milliseconds": time})}

    cases = [[[measured(*each) for each in times.items()], present] for times, present, _ in CHOICES]
    body = "return args.cases.map(([results, present]) => module.choose(results, present));"
    assert js("model/measure.js", body, cases=cases) == [best for *_, best in CHOICES]
