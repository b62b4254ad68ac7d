package dev.hawkeye.analyze.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes HTML element by element. Text and attribute values are escaped here and nowhere else. Not thread-safe; the
 * page is complete when closed.
 */
public final class Markup implements Closeable {
    private final Writer out;
    private final XMLStreamWriter xml;

    public Markup(Writer out) throws IOException {
        this.out = out;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeDTD("<!DOCTYPE html>\n");
        } catch (XMLStreamException e) {
            throw cause(e);
        }
    }

    private static IOException cause(XMLStreamException e) {
        return e.getNestedException() instanceof IOException io ? io : new IOException(e);
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Markup step(Step step) throws IOException {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw cause(e);
        }
    }

    /** @param attributes name, value, name, value … */
    public Markup open(String element, Object... attributes) throws IOException {
        return step(() -> {
            xml.writeStartElement(element);
            attributes(attributes);
        });
    }

    /** Ends the most recently opened element. */
    public Markup end() throws IOException {
        return step(() -> {
            xml.writeCharacters(""); // an element without content is not self-closing
            xml.writeEndElement();
        });
    }

    /** An element that cannot have content, such as img. */
    public Markup empty(String element, Object... attributes) throws IOException {
        return step(() -> {
            xml.writeEmptyElement(element);
            attributes(attributes);
        });
    }

    public Markup text(Object text) throws IOException {
        return step(() -> xml.writeCharacters(plain(text)));
    }

    /** An element with text in it. */
    public Markup element(String element, Object text, Object... attributes) throws IOException {
        return open(element, attributes).text(text).end();
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i].toString(), plain(attributes[i + 1]));
        }
    }

    /** Replaces characters that are invalid in HTML: control characters and lone surrogates. */
    private static String plain(Object text) {
        return String.valueOf(text).replaceAll("[\\p{Cc}&&[^\\n\\t]]|\\p{Cs}|[\\uFFFE\\uFFFF]", "\uFFFD");
    }

    @Override
    public void close() throws IOException {
        step(() -> {
            xml.writeEndDocument();
            xml.close();
        });
        out.close();
    }
}
