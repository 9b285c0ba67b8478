package io.github.s3backed.testsupport;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * XML as S3 has it.
 */
final class SeededXml {

	private SeededXml() {
	}

	static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	static String element(String name, @Nullable Object value) {
		return (value != null) ? "<" + name + ">" + escape(value.toString()) + "</" + name + ">" : "";
	}

	/**
	 * The elements with a name, wherever they are.
	 */
	static List<Element> elements(byte[] document, String name) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			Element root = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document)).getDocumentElement();
			return list(root.getElementsByTagName(name));
		}
		catch (Exception ex) {
			throw new SeededRefusal(400, "MalformedXML", String.valueOf(ex.getMessage()));
		}
	}

	static @Nullable String text(Element parent, String name) {
		List<Element> found = list(parent.getElementsByTagName(name));
		return found.isEmpty() ? null : found.get(0).getTextContent();
	}

	private static List<Element> list(NodeList nodes) {
		List<Element> elements = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			elements.add((Element) nodes.item(i));
		}
		return elements;
	}

}
