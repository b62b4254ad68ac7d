/**
 * The accuracy of a model: {@link dev.hawkeye.models.coco.LabeledPictures} hold the ground truth, {@link
 * dev.hawkeye.models.coco.CocoEvaluator} compares detections with it by COCO's rules, and {@link
 * dev.hawkeye.models.coco.Evaluation} runs a model over all pictures.
 */
package dev.hawkeye.models.coco;
