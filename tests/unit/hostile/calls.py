"""All right calls, and the reasons why other public names have none."""

from __future__ import annotations

from fnmatch import fnmatchcase

from tests.unit.hostile import (
    calls_analysis,
    calls_compiled,
    calls_data,
    calls_descent,
    calls_language,
    calls_layers,
    calls_models,
    calls_nn,
    calls_sequences,
    calls_trainer,
    calls_training,
)
from tests.unit.hostile.judge import Call

CALLS: dict[str, Call] = {
    **calls_nn.CALLS,
    **calls_layers.CALLS,
    **calls_training.CALLS,
    **calls_trainer.CALLS,
    **calls_descent.CALLS,
    **calls_data.CALLS,
    **calls_analysis.CALLS,
    **calls_models.CALLS,
    **calls_sequences.CALLS,
    **calls_language.CALLS,
    **calls_compiled.CALLS,
}

CPYTHON_ONLY: dict[str, Call] = {
    **calls_compiled.NATIVE,
    **calls_models.FROM_FILES,
    **calls_language.FROM_FILES,
}
"""Right calls of what pages have not."""

RESULTS = "an answer: it holds what the engine computed, and nobody is to make one"
LAYER = "called by its network, with arrays that the network has checked"
PART = "a part of public functions, which have checked what it gets"
CHECK = "a check itself, tried through all that use it"
EMITTER = "the inside of the emitter, which gets a checked request"
DEFINITION = "a definition to be added to the engine's own lists, and then covered by their tests"

APART: dict[str, str] = {
    "checks.*": "tried through everything that uses it; tests/unit/test_checks.py has the rest",
    "compiled.activations.*": EMITTER,
    "compiled.encoding.*": EMITTER,
    "compiled.expressions.*": EMITTER,
    "compiled.function.*": EMITTER,
    "compiled.memory.*": EMITTER,
    "compiled.plan.*": EMITTER,
    "compiled.product.*": EMITTER,
    "compiled.softmax.*": EMITTER,
    "compiled.update.*": EMITTER,
    "compiled.network.emitted": EMITTER,
    "compiled.host.*": "protocols, and an error",
    # Answers
    "analysis.explain.Explanation": RESULTS,
    "analysis.explain.Factor": RESULTS,
    "analysis.explain.Path": RESULTS,
    "analysis.gradient_check.GradientCheck": RESULTS,
    "analysis.surfaces.NeuronMaps": RESULTS,
    "analysis.surfaces.Surface": RESULTS,
    "descent.run.Descent": RESULTS,
    "descent.verdict.Verdict": RESULTS,
    "layers.attention.Attention": RESULTS,
    "layers.attention.Looks": RESULTS,
    "layers.convolution.Seen": RESULTS,
    "layers.lstm.CellMemories": RESULTS,
    "layers.recurrent.Memories": RESULTS,
    "layers.residual.Scaled": RESULTS,
    "datasets.words.WordList": RESULTS,
    "models.runs.*": "called by the models alone, with what they have checked",
    "models.counts.Counts": RESULTS,
    "models.strokes.Strokes": RESULTS,
    "nn.backprop.Gradients": RESULTS,
    "nn.dense.Sums": RESULTS,
    "nn.network.Trace": RESULTS,
    "training.divergence.Divergence": RESULTS,
    "training.learning_curve.CurveDiagnosis": RESULTS,
    # Layers at work
    "layers.*.start": LAYER,
    "layers.*.forward": LAYER,
    "layers.*.backward": LAYER,
    "layers.*.slopes_in_time": LAYER,
    "nn.dense.*.start": LAYER,
    "nn.dense.*.forward": LAYER,
    "nn.dense.*.backward": LAYER,
    "nn.dense.*.delta": LAYER,
    "nn.dense.*.spare_biases": LAYER,
    "nn.dense.Activated": "made by its subclasses alone",
    "nn.layer.Layer*": LAYER,
    "nn.views.Views": LAYER,
    # Parts
    "analysis.surfaces.grid_points": PART,
    "layers.attention.attend": PART,
    "layers.recurrent.read_out": PART,
    "layers.recurrent.written_in": PART,
    "layers.windows.image_windows": PART,
    "layers.windows.overlaid": PART,
    "layers.windows.view_windows": PART,
    "nn.activations.Activation.backward": PART,
    "nn.backprop.output_delta": PART,
    "nn.dense.rows": PART,
    "nn.dense.slopes_by_weights": PART,
    "nn.losses.Loss.check": PART,
    "nn.losses.Loss.slope_by_sum": PART,
    "nn.objective.asked": PART,
    "nn.objective.losses": PART,
    "nn.objective.losses_of": PART,
    "nn.objective.mean": PART,
    "nn.softmax.softmax_backward": PART,
    "optimisers.base.check_step": PART,
    "training.batches.*": PART,
    "training.log.*": PART,
    "training.divergence.find_divergence": PART,
    "training.evaluation.Evaluator.drawn": PART,
    "training.textbook_step.clipped": PART,
    "training.textbook_step.update": PART,
    # Checks
    "datasets.words.checked_prefix": CHECK,
    "datasets.words.checked_words": CHECK,
    "nn.layer.check_new": CHECK,
    "nn.mlp.checked_mlp": CHECK,
    "nn.network.checked_network": CHECK,
    "training.config.checked_config": CHECK,
    # Samplers of the data sets: `make` has checked n, noise and the generator
    "datasets.heights.*": PART,
    "datasets.shapes.*": PART,
    "datasets.stories.*": PART,
    # Definitions
    "datasets.features.Feature": DEFINITION,
    "datasets.registry.Recipe": DEFINITION,
    "descent.run.Differentiable*": "a protocol",
    "landscapes.base.Landscape": DEFINITION,
    "nn.activations.Activation": DEFINITION,
    "nn.losses.Loss": DEFINITION,
    "optimisers.base.Optimiser*": "a protocol",
}
"""Public names, or patterns of them, without a call of their own: why."""


def is_apart(name: str) -> bool:
    """Whether a public name is among those without a call."""
    return any(fnmatchcase(name, pattern) for pattern in APART)
