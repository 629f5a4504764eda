package io.jenkins.plugins.redundancy.cli;

/** What to say when the heap was too small: how large it was, and how to make it larger. */
final class HeapLimit {

    private HeapLimit() {}

    /** @param doing what took too much, like {@code reading pmd.xml} */
    static String passedBy(String doing) {
        return doing + " takes more than the " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB of memory that it may take: narrow the scan, or allow more, like REDUNDANCY_JAVA_OPTS=-Xmx4g";
    }
}
