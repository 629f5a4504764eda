package io.jenkins.plugins.redundancy.engine.merge;

import java.util.stream.IntStream;

/** Collects estimated probabilities with the truth: how far they can be believed. Ten bands of equal width. */
final class Calibration {

    private final int[] findings = new int[10];
    private final double[] estimates = new double[10];
    private final int[] real = new int[10];
    private double squares;

    void add(double estimate, boolean isReal) {
        int band = Math.min(9, (int) (estimate * 10));
        findings[band]++;
        estimates[band] += estimate;
        real[band] += isReal ? 1 : 0;
        squares += Math.pow(estimate - (isReal ? 1 : 0), 2);
    }

    /** Mean squared error; 0 = all-knowing, .25 = always .5. */
    double brier() {
        return squares / total();
    }

    /** Mean distance between estimate and share of real ones over the bands, by their findings. */
    double error() {
        return IntStream.range(0, 10)
                        .mapToDouble(band -> Math.abs(estimates[band] - real[band]))
                        .sum()
                / total();
    }

    /** Share of the findings in the band, mean estimate, share of real ones; 0 findings give NaN. */
    double[] band(int band) {
        return new double[] {
            (double) findings[band] / total(), estimates[band] / findings[band], (double) real[band] / findings[band]
        };
    }

    private int total() {
        return IntStream.of(findings).sum();
    }
}
