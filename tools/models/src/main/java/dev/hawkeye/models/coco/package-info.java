/**
 * How well a model finds what is there: {@link dev.hawkeye.models.coco.LabeledPictures} hold the truth,
 * {@link dev.hawkeye.models.coco.CocoEvaluator} compares with it by COCO's rules, and
 * {@link dev.hawkeye.models.coco.Evaluation} runs a model over all of them.
 */
package dev.hawkeye.models.coco;
