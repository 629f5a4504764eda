package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.InputStream;
import java.util.MissingResourceException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as a stream of elements. Document type declarations are refused, so there are no entities: nothing is fetched,
 * nothing expands.
 */
final class XmlInput {
    private static final int MAX_TEXT = 100_000;

    private final Reading reading;
    private final XMLStreamReader parser;
    private int depth;

    XmlInput(Reading reading, InputStream in) throws IOException {
        this.reading = reading;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read: " + systemId);
        });
        try {
            parser = factory.createXMLStreamReader(new MarkupGuard(in, reading));
        } catch (XMLStreamException e) {
            throw explain(e, null);
        }
    }

    /** Goes to the root element, which must have that name. */
    void root(String name) throws IOException {
        String found = child();
        if (!name.equals(found)) {
            throw reading.unreadable("is XML of <" + found + ">, expected <" + name + ">, at " + position());
        }
    }

    /** The next child of the current element, which becomes the current one; null when there is no more: then the parent is. */
    @CheckForNull
    String child() throws IOException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return parser.getLocalName();
            } else if (event == XMLStreamConstants.END_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
                return null;
            }
        }
    }

    /** Leaves the current element with everything in it. */
    void skip() throws IOException {
        for (int open = 1; open > 0; ) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    /** The text of the current element, without that of its children, and leaves it. */
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return text.toString().trim();
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                skip();
            } else if ((event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
                    && text.length() < MAX_TEXT) {
                text.append(parser.getText());
            }
        }
    }

    /** Empty where it is absent. */
    String attribute(String name) {
        String value = parser.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** 0 where it is absent; not negative. */
    int number(String name) {
        String value = attribute(name);
        if (value.isEmpty()) {
            return 0;
        }
        try {
            return Math.max(0, Integer.parseInt(value.trim()));
        } catch (NumberFormatException e) {
            throw new MalformedValueException("line " + parser.getLocation().getLineNumber() + ": " + name + "=\""
                    + PlainText.line(value, 50) + "\" is not a number");
        }
    }

    int depth() {
        return depth;
    }

    /** Goes on behind the element that was entered at that depth. */
    void leave(int entered) throws IOException {
        while (depth >= entered) {
            next();
        }
    }

    String position() {
        return position(parser.getLocation());
    }

    private int next() throws IOException {
        try {
            int event = parser.next();
            if (event == XMLStreamConstants.START_ELEMENT && ++depth > reading.limits.depth()) {
                throw reading.unreadable(
                        "nests deeper than " + reading.limits.depth() + " elements (limit depth) at " + position());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw reading.unreadable("has a document type declaration or entity at " + position()
                        + ", which no scanner writes; it is refused");
            }
            return event;
        } catch (XMLStreamException e) {
            throw explain(e, parser.getLocation());
        } catch (MissingResourceException e) {
            // the JDK's parser lacks the text of some of its own errors in document types
            throw reading.unreadable("is not valid XML at " + position() + ": " + e.getKey(), e);
        }
    }

    private IOException explain(XMLStreamException e, @CheckForNull Location at) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableReportException unreadable) {
                return unreadable;
            }
        }
        if (e.getNestedException() instanceof UnreadableReportException unreadable) {
            return unreadable;
        }
        Location where = e.getLocation() == null ? at : e.getLocation();
        String what = String.valueOf(e.getMessage()).replaceFirst("(?s)^ParseError at \\[row,col].*?\\nMessage: ", "");
        return reading.unreadable(
                "is not valid XML at " + position(where) + ": " + what + "; was the scanner stopped while it wrote?",
                e);
    }

    private static String position(@CheckForNull Location at) {
        return at == null ? "an unknown place" : "line " + at.getLineNumber() + ", column " + at.getColumnNumber();
    }
}
