package org.lakehousereplay.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * What the local repository remembers of answers about the versions of an artifact, where the resolver itself does not
 * look closely enough.
 *
 * @param session the session of the build
 * @param metadata the list of versions
 */
record RememberedAnswers(RepositorySystemSession session, Metadata metadata) {

    private static final String NOTES = "resolver-status.properties";

    /**
     * Whether a repository has said before that it does not have the artifact. The resolver notes that, and does not
     * read its note when it is offline; without it, a project that has released nothing yet could never be built
     * offline. A note that cannot be understood counts as none, and then the build breaks.
     */
    boolean isAbsence(RemoteRepository repository) {
        Path place = place(repository);
        Properties notes = new Properties();
        try (InputStream file = Files.newInputStream(place.resolveSibling(NOTES))) {
            notes.load(file);
        } catch (IOException | IllegalArgumentException none) {
            return false;
        }
        // An empty error stands for what is not there, any other text for an attempt that failed.
        String name = String.valueOf(place.getFileName());
        return "".equals(notes.getProperty(name + ".error")) && notes.getProperty(name + ".lastUpdated") != null;
    }

    /**
     * Whether a repository answered with something else than a list of versions, such as the page on which a proxy asks
     * for a password. The resolver takes that for a list without versions.
     */
    boolean isSomethingElse(RemoteRepository repository) {
        Path place = place(repository);
        if (!Files.exists(place)) {
            return false;
        }
        try (InputStream file = Files.newInputStream(place)) {
            return !rootElement(file).equals("metadata");
        } catch (IOException | XMLStreamException unreadable) {
            return true;
        }
    }

    private static String rootElement(InputStream file) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(file);
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            // What stands before the root element does not matter.
        }
        return reader.getLocalName();
    }

    private Path place(RemoteRepository repository) {
        return session.getLocalRepository()
                .getBasedir()
                .toPath()
                .resolve(session.getLocalRepositoryManager().getPathForRemoteMetadata(metadata, repository, ""));
    }
}
