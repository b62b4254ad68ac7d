"""From a large detector, a small one and pictures to a better small one: distilled, pruned, quantized; ONNX to ONNX."""
