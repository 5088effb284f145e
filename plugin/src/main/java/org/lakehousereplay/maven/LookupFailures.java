package org.lakehousereplay.maven;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.transfer.RepositoryOfflineException;

/**
 * Why repositories gave no answer, sorted out of what the resolver reports for those that did and those that did not.
 *
 * @param reasons why repositories could not be asked; empty when all of them could
 * @param notAsked the repositories that were left out because Maven is offline and that never gave an answer before
 */
record LookupFailures(Set<String> reasons, Set<String> notAsked) {

    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]+@");

    /**
     * Sorts the failures of a request.
     *
     * @param unmounted repositories in directories that are not there, which look as if they were empty
     */
    static LookupFailures in(
            RepositorySystemSession session, List<Exception> exceptions, List<RemoteRepository> unmounted) {
        LookupFailures failures = new LookupFailures(new TreeSet<>(), new TreeSet<>());
        for (Exception exception : exceptions) {
            if (exception instanceof MetadataNotFoundException missing) {
                RememberedAnswers answers = new RememberedAnswers(session, missing.getMetadata());
                failures.addMissing(missing, missing.getRepository(), unmounted, answers::isAbsence);
            } else if (exception instanceof ArtifactNotFoundException missing) {
                failures.addMissing(missing, missing.getRepository(), unmounted, repository -> false);
            } else {
                failures.reasons().add(reason(exception));
            }
        }
        return failures;
    }

    /** Failures before anybody was asked. */
    static LookupFailures of(List<RemoteRepository> unmounted) {
        LookupFailures failures = new LookupFailures(new TreeSet<>(), new TreeSet<>());
        unmounted.forEach(failures::addUnmounted);
        return failures;
    }

    /** Adds the repositories that answered with something else than a list of versions. */
    LookupFailures andSomethingElse(RememberedAnswers answers, List<RemoteRepository> repositories) {
        for (RemoteRepository repository : repositories) {
            if (answers.isSomethingElse(repository)) {
                reasons.add(name(repository) + " answered with something else than maven-metadata.xml");
            }
        }
        return this;
    }

    /** A repository as messages name it. */
    static String name(RemoteRepository repository) {
        return repository.getId() + " (" + withoutCredentials(repository.getUrl()) + ")";
    }

    /**
     * Adds what is said to be missing, unless the repository was asked and has it not.
     *
     * @param repository where it is missing; null for the local repository
     * @param knownAbsence whether the repository said before that it has it not
     */
    private void addMissing(
            Exception missing,
            RemoteRepository repository,
            List<RemoteRepository> unmounted,
            Predicate<RemoteRepository> knownAbsence) {
        if (repository == null) {
            return;
        }
        if (unmounted.contains(repository)) {
            addUnmounted(repository);
        } else if (missing.getCause() instanceof RepositoryOfflineException && !knownAbsence.test(repository)) {
            notAsked.add(name(repository));
        }
    }

    private void addUnmounted(RemoteRepository repository) {
        reasons.add("the directory of " + name(repository) + " does not exist");
    }

    /** What went wrong; the transport of old versions of Maven says so only in the cause. */
    private static String reason(Exception exception) {
        Throwable root = exception;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = message(exception);
        return withoutCredentials(text.contains(message(root)) ? text : text + ": " + message(root));
    }

    private static String message(Throwable throwable) {
        String message = throwable.getMessage();
        return message == null ? throwable.getClass().getSimpleName() : message;
    }

    /** A text without the user and password that some people write into addresses. */
    private static String withoutCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("://");
    }
}
