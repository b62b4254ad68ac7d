/**
 * How well a model finds what is there: {@link dev.hawkeye.vision.coco.LabelledPictures} hold the truth,
 * {@link dev.hawkeye.vision.coco.CocoEvaluator} compares with it by COCO's rules, and
 * {@link dev.hawkeye.vision.coco.Evaluation} runs a model over all of them.
 */
package dev.hawkeye.vision.coco;
