package hubfloor.doctor;

import hubfloor.config.model.PageConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** The page's address: this machine's, and free. */
public final class PageCheck implements Check {
    private final PageConfig page;

    public PageCheck(PageConfig page) {
        this.page = page;
    }

    @Override
    public List<Finding> run() {
        String address = page.host() + ":" + page.port();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the page itself does: a port left a moment ago is no obstacle
            socket.bind(new InetSocketAddress(InetAddress.getByName(page.host()), page.port()));
            return List.of(Finding.ok(
                    "page", page.port() == 0 ? "any free port of " + page.host() : address + " is free to listen on"));
        } catch (IOException taken) {
            return List.of(Finding.failed(
                    "page",
                    address + " cannot be listened on: " + taken.getMessage(),
                    "See who has it (sudo ss -ltnp \"sport = :" + page.port()
                            + "\") and end that, or choose another under page.listen."));
        }
    }
}
