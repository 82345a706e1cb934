"""The ONNX graph of encoder and heads, built by hand of fused operators.

Its inputs and outputs are those of FORMAT.md section 2.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.encoder import DEPTH, HEADS, WIDTH

Weights = dict[str, NDArray[np.float32]]

OPSETS = {"": 17, "com.microsoft": 1}
IR_VERSION = 8
EPSILON = 1e-12
MICROSOFT = "com.microsoft"
REDUCED = 63
"""Largest int8 weight: half the range, so that kernels without VNNI do not saturate."""


class Builder:
    """Collects nodes and initializers; every method returns the name of its output."""

    def __init__(self, int8: bool) -> None:
        self.int8 = int8
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add an initializer."""
        self.initializers.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any
    ) -> str:
        """Add a node of one output."""
        self.nodes.append(
            helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes)
        )
        return output

    def split(self, source: str, sizes: dict[str, int], axis: int = 1) -> None:
        """Part a tensor into named outputs."""
        lengths = self.constant(f"{source}.sizes", np.array(list(sizes.values()), np.int64))
        self.nodes.append(
            helper.make_node(
                "Split", [source, lengths], list(sizes), name=f"{source}.split", axis=axis
            )
        )

    def quantised(self, name: str, weight: NDArray[np.float32]) -> list[str]:
        """Add a weight [inputs, outputs] as int8 of a reduced range, one scale a column.

        Return the names of the weight, its scale and its zero point.
        """
        scale = np.maximum(np.abs(weight).max(0) / REDUCED, 1e-8).astype(np.float32)
        small = np.round(weight / scale).astype(np.int8)
        zero = np.zeros(len(scale), np.int8)
        return [
            self.constant(name, small),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", zero),
        ]

    def product(self, source: str, weight: NDArray[np.float32], output: str) -> str:
        """Multiply by a weight [inputs, outputs]."""
        if self.int8:
            return self.node(
                "DynamicQuantizeMatMul",
                [source, *self.quantised(f"{output}.weight", weight)],
                output,
                MICROSOFT,
            )
        return self.node("MatMul", [source, self.constant(f"{output}.weight", weight)], output)

    def dense(
        self, source: str, weight: NDArray[np.float32], bias: NDArray[np.float32], output: str
    ) -> str:
        """Multiply by a weight [inputs, outputs] and add a bias."""
        offset = self.constant(f"{output}.bias", bias)
        if self.int8:
            inputs = [source, *self.quantised(f"{output}.weight", weight), offset]
            return self.node("DynamicQuantizeMatMul", inputs, output, MICROSOFT)
        return self.node("Add", [self.product(source, weight, f"{output}.product"), offset], output)

    def attention(
        self, source: str, weight: NDArray[np.float32], bias: NDArray[np.float32], output: str
    ) -> str:
        """Attend within each window, padding left out."""
        offset = self.constant(f"{output}.bias", bias)
        if not self.int8:
            inputs = [source, self.constant(f"{output}.weight", weight), offset, "lengths"]
            return self.node("Attention", inputs, output, MICROSOFT, num_heads=HEADS)
        small = [f"{output}.{part}" for part in ("input", "scale", "zero")]
        self.nodes.append(
            helper.make_node("DynamicQuantizeLinear", [source], small, name=f"{output}.quantise")
        )
        name, scale, zero = self.quantised(f"{output}.weight", weight)
        inputs = [small[0], name, offset, small[1], scale, "lengths", small[2], zero]
        return self.node("QAttention", inputs, output, MICROSOFT, num_heads=HEADS)


def build(weights: Weights, views: int, sizes: dict[str, int], int8: bool) -> onnx.ModelProto:
    """Return the model; with `int8` its weights and the piece table are int8."""
    b = Builder(int8)
    layers = _encoder(b, weights)
    mixes = _mixes(b, weights, layers)
    _heads(b, weights, mixes, views, sizes)
    inputs = [
        *(
            helper.make_tensor_value_info(name, TensorProto.INT32, ["B", "L"])
            for name in ("pieces", "shapes", "spaces")
        ),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["B"]),
        *(
            helper.make_tensor_value_info(name, TensorProto.INT32, ["N"])
            for name in ("first", "last")
        ),
    ]
    floats: dict[str, list[str | int]] = {
        "starts": ["N"],
        "arcs": ["N", 2 * sizes["arc"]],
        "labels": ["N", 2 * sizes["label"]],
        "names": ["N", views, sizes["names"]],
        "types": ["N", sizes["types"]],
        "mentions": ["N", sizes["mentions"]],
        "entities": ["N", sizes["entities"]],
        **{f"vector_{name}": ["N", WIDTH] for name in ("parse", "tags", "names")},
    }
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in floats.items()
    ]
    outputs.insert(1, helper.make_tensor_value_info("tags", TensorProto.INT64, ["N", 4]))
    graph = helper.make_graph(b.nodes, "reader", inputs, outputs, b.initializers)
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS.items()]
    return helper.make_model(
        graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="kg training"
    )


def _encoder(b: Builder, w: Weights) -> list[str]:
    table = w["encoder.words.weight"]
    if b.int8:
        scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-8).astype(np.float32)
        rows = b.node(
            "Gather",
            [b.constant("words", np.round(table / scale).astype(np.int8)), "pieces"],
            "words.rows",
        )
        scales = b.node("Gather", [b.constant("words.scale", scale), "pieces"], "words.scales")
        x = b.node(
            "Mul",
            [b.node("Cast", [rows], "words.float", to=TensorProto.FLOAT), scales],
            "words.out",
        )
    else:
        x = b.node("Gather", [b.constant("words", table), "pieces"], "words.out")
    columns = b.node(
        "Gather",
        [b.node("Shape", ["pieces"], "size"), b.constant("one", np.array([1], np.int64))],
        "columns",
    )
    places = b.constant("positions", w["encoder.positions"])
    positions = b.node(
        "Slice",
        [places, b.constant("zero", np.array([0], np.int64)), columns, "zero"],
        "positions.here",
    )
    x = b.node("Add", [x, positions], "embedded.1")
    for k, name in enumerate(("shapes", "spaces"), 2):
        x = b.node(
            "Add",
            [
                x,
                b.node(
                    "Gather",
                    [b.constant(f"{name}.table", w[f"encoder.{name}"]), name],
                    f"{name}.out",
                ),
            ],
            f"embedded.{k}",
        )
    gamma, beta = (
        b.constant("norm.gamma", w["encoder.norm.weight"]),
        b.constant("norm.beta", w["encoder.norm.bias"]),
    )
    x = b.node("LayerNormalization", [x, gamma, beta], "layer.0", axis=-1, epsilon=EPSILON)
    outputs = [x]
    for i in range(DEPTH):
        outputs.append(_layer(b, w, i, outputs[-1]))
    return outputs


def _layer(b: Builder, w: Weights, i: int, x: str) -> str:
    key, out = f"encoder.layers.{i}", f"layer.{i + 1}"

    def weight(name: str) -> NDArray[np.float32]:
        return w[f"{key}.{name}.weight"].T

    def const(name: str) -> str:
        return b.constant(f"{out}.{name}", w[f"{key}.{name}"])

    mixed = b.attention(x, weight("qkv"), w[f"{key}.qkv.bias"], f"{out}.attention")
    mixed = b.dense(mixed, weight("out"), w[f"{key}.out.bias"], f"{out}.mixed")
    x = _normalised(b, [mixed, x], [const("norm1.weight"), const("norm1.bias")], f"{out}.norm1")
    up = b.product(x, weight("up"), f"{out}.up")
    up = b.node("BiasGelu", [up, const("up.bias")], f"{out}.gelu", MICROSOFT)
    down = b.dense(up, weight("down"), w[f"{key}.down.bias"], f"{out}.down")
    return _normalised(b, [down, x], [const("norm2.weight"), const("norm2.bias")], out)


def _normalised(b: Builder, parts: list[str], norm: list[str], output: str) -> str:
    """Add and normalise.

    `Sum`, because ONNX Runtime would fuse `Add` into its SkipLayerNormalization, which takes three
    times as long on a CPU.
    """
    total = b.node("Sum", parts, f"{output}.sum")
    return b.node("LayerNormalization", [total, *norm], output, axis=-1, epsilon=EPSILON)


def _mixes(b: Builder, w: Weights, layers: list[str]) -> dict[str, str]:
    """Mix the layers at word positions only, by one product [mixes, layers] x [layers, -1]."""
    flat = b.constant("flat", np.array([-1, WIDTH], np.int64))
    row = b.constant("as_row", np.array([1, -1], np.int64))
    rows = []
    for i, layer in enumerate(layers):
        x = b.node("Reshape", [layer, flat], f"flat.{i}")
        ends = [b.node("Gather", [x, name], f"{name}.{i}") for name in ("first", "last")]
        rows.append(b.node("Reshape", [b.node("Add", ends, f"word.{i}"), row], f"row.{i}"))
    stacked = b.node("Concat", rows, "rows", axis=0)
    share = np.exp(w["mix"]) / np.exp(w["mix"]).sum(1, keepdims=True) / 2
    mixed = b.node("Gemm", [b.constant("mix", share.astype(np.float32)), stacked], "mixed")
    mixed = b.node(
        "Reshape",
        [mixed, b.constant("mixed.shape", np.array([3, -1, WIDTH], np.int64))],
        "mixed.words",
    )
    shapes = b.node(
        "Reshape", ["shapes", b.constant("minus", np.array([-1], np.int64))], "shapes.flat"
    )
    shapes = b.node("Gather", [shapes, "first"], "shapes.words")
    tables = b.node(
        "Gather", [b.constant("head_shapes", w["head_shapes"]), shapes], "head_shapes.out", axis=1
    )
    every = b.node("Add", [mixed, tables], "vectors")
    found = {}
    for i, name in enumerate(("parse", "tags", "names")):
        index = b.constant(f"index.{i}", np.array(i, np.int64))
        found[name] = b.node("Gather", [every, index], f"vector_{name}", axis=0)
    return found


def _heads(
    b: Builder, w: Weights, mixes: dict[str, str], views: int, sizes: dict[str, int]
) -> None:
    def joined(*names: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        weight = np.concatenate([w[f"{name}.weight"] for name in names]).T
        return weight, np.concatenate([w[f"{name}.bias"] for name in names])

    arc, label = sizes["arc"], sizes["label"]
    hidden = b.node(
        "Relu",
        [b.dense(mixes["parse"], *joined("arc_in", "label_in"), "parse.hidden")],
        "parse.relu",
    )
    b.split(hidden, {"arc_dep": arc, "arc_head": arc, "labels": 2 * label})
    dep = b.dense("arc_dep", *joined("arc_bilinear"), "arc_dep.turned")
    b.node("Concat", [dep, "arc_head"], "arcs", axis=1)

    tagged = b.dense(
        mixes["tags"], *joined("upos", "xpos", "feats", "lemmas", "starts"), "tags.all"
    )
    kinds = ("upos", "xpos", "feats", "lemmas")
    b.split(tagged, {**{f"{kind}.logits": sizes[kind] for kind in kinds}, "starts.logits": 1})
    best = [
        b.node("ArgMax", [f"{kind}.logits"], f"{kind}.best", axis=1, keepdims=1) for kind in kinds
    ]
    b.node("Concat", best, "tags", axis=1)
    b.node("Reshape", ["starts.logits", "minus"], "starts")

    named = b.dense(mixes["names"], *joined("names", "types", "mentions", "entities"), "names.all")
    b.split(
        named,
        {
            "names.flat": views * sizes["names"],
            "types": sizes["types"],
            "mentions": sizes["mentions"],
            "entities": sizes["entities"],
        },
    )
    b.node(
        "Reshape",
        ["names.flat", b.constant("names.shape", np.array([-1, views, sizes["names"]], np.int64))],
        "names",
    )
