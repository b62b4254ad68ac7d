"""The learning curve as a picture."""

import io
import re

import matplotlib

from compression.learning.distill import Look

matplotlib.use("svg")
from matplotlib import pyplot


def svg(curves: dict[str, list[Look]]) -> str:
    """Distance to the teacher over the minutes of each training, on training frames and on watched ones."""
    figure, axes = pyplot.subplots(figsize=(8, 3.6))
    begun = 0.0
    for number, (name, looks) in enumerate(curves.items()):
        color = f"C{number}"
        minutes = [begun + look.minutes for look in looks]
        axes.plot(minutes, [look.watched for look in looks], color=color, label=name)
        axes.plot(minutes[1:], [look.loss for look in looks[1:]], color=color, alpha=0.35)
        begun = minutes[-1]
    axes.set_xlabel("minutes of training")
    axes.set_ylabel("distance to the teacher")
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, fontsize="small")
    text = io.StringIO()
    figure.savefig(text, format="svg", bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)
    return re.sub(r"(?s)^.*?(?=<svg)", "", text.getvalue())
