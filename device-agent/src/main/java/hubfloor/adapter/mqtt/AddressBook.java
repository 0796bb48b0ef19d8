package hubfloor.adapter.mqtt;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the broker's addresses by name, and remembers the last one that worked, so that a dead name server does not cut
 * off a broker that is alive. The system's look-up cannot be interrupted and may hang for many seconds: it runs on a
 * thread of its own, at most one at a time, and nobody waits longer than asked.
 */
final class AddressBook {
    /** The system's look-up; a seam for tests. */
    interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    private final Names names;
    private final Executor aside;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<InetAddress[]> running;
    private volatile InetAddress @Nullable [] good;

    AddressBook(Names names, Executor aside) {
        this.names = names;
        this.aside = aside;
    }

    /**
     * @param waitMs longest wait for the name server
     * @return at least one address; the last good ones when the name server fails or is late
     * @throws UnknownHostException when there never was a good one, in words that say what to do
     */
    InetAddress[] addresses(String host, long waitMs) throws UnknownHostException, InterruptedException {
        CompletableFuture<InetAddress[]> lookup = lookup(host);
        String why;
        try {
            return lookup.get(waitMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            why = "the name server does not answer";
        } catch (ExecutionException e) {
            why = "the name server does not know it";
        }
        InetAddress[] last = good;
        if (last == null) {
            throw new UnknownHostException("no address for '" + host + "': " + why + "; check broker.host and the DNS");
        }
        return last;
    }

    /** This address took a connection: use it when names fail. */
    void worked(InetAddress address) {
        good = new InetAddress[] {address};
    }

    private CompletableFuture<InetAddress[]> lookup(String host) {
        synchronized (lock) {
            CompletableFuture<InetAddress[]> current = running;
            if (current == null || current.isDone()) {
                CompletableFuture<InetAddress[]> fresh = new CompletableFuture<>();
                aside.execute(() -> {
                    try {
                        fresh.complete(names.find(host));
                    } catch (UnknownHostException | RuntimeException e) {
                        fresh.completeExceptionally(e);
                    }
                });
                running = fresh;
                current = fresh;
            }
            return current;
        }
    }
}
