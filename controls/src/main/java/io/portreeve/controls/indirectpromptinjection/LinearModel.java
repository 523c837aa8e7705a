package io.portreeve.controls.indirectpromptinjection;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What each feature speaks for, and from which sum on a text is suspicious. Immutable.
 *
 * <p>On disk: four bytes "PTR1", the bias, the value of one step of a weight, the two thresholds
 * (floats, big endian), and a signed byte for each bucket of {@link Grams}.
 */
public final class LinearModel implements Grams.Weights {
  /** A part with fewer features, which is some 25 characters, says too little to be judged. */
  public static final int FEWEST = 100;

  private static final int MAGIC = 0x50545231;

  private final byte[] steps;
  private final float step;
  private final float bias;
  private final float notable;
  private final float strong;

  private LinearModel(byte[] steps, float step, float bias, float notable, float strong) {
    this.steps = steps;
    this.step = step;
    this.bias = bias;
    this.notable = notable;
    this.strong = strong;
  }

  /** Of these weights, one for each bucket, rounded to 255 steps. */
  public static LinearModel of(float[] weights, float bias) {
    float largest = 1e-6f;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    byte[] steps = new byte[1 << Grams.BITS];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) Math.round(weights[i] / largest * Byte.MAX_VALUE);
    }
    return new LinearModel(steps, largest / Byte.MAX_VALUE, bias, Float.MAX_VALUE, Float.MAX_VALUE);
  }

  /** The same with these thresholds. */
  public LinearModel from(float notableScore, float strongScore) {
    return new LinearModel(steps, step, bias, notableScore, strongScore);
  }

  /** Reads one. */
  public static LinearModel read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MAGIC) {
      throw new IOException("not a model of ours");
    }
    float bias = data.readFloat();
    float step = data.readFloat();
    float notable = data.readFloat();
    float strong = data.readFloat();
    byte[] steps = new byte[1 << Grams.BITS];
    data.readFully(steps);
    return new LinearModel(steps, step, bias, notable, strong);
  }

  /** As it is read. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(out)) {
      data.writeInt(MAGIC);
      data.writeFloat(bias);
      data.writeFloat(step);
      data.writeFloat(notable);
      data.writeFloat(strong);
      data.write(steps);
    } catch (IOException impossible) {
      throw new IllegalStateException("memory does not fail", impossible);
    }
    return out.toByteArray();
  }

  /** In steps of a weight. */
  @Override
  public int of(int bucket) {
    return steps[bucket];
  }

  /** The score of a part of a text with this sum of steps over so many features. */
  float score(int sum, int features) {
    return features < FEWEST ? -Float.MAX_VALUE : (float) (sum * step / Math.sqrt(features) + bias);
  }

  /** From which score on an operator may want to know. */
  public float notable() {
    return notable;
  }

  /** From which score on a message may be refused. */
  public float strong() {
    return strong;
  }
}
