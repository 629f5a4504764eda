package petshop.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Price lists, manuals and pictures to download. */
public class FileServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String BASE = "/srv/shop/files";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String kind = request.getParameter("kind");
        Path file = "manual".equals(kind) ? manual(request) : "list".equals(kind) ? list(request) : picture(request);
        if (!Files.isRegularFile(file)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Files.copy(file, response.getOutputStream());
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        File file = new File(BASE, request.getParameter("name"));
        Files.deleteIfExists(file.toPath());
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static Path picture(HttpServletRequest request) {
        String name = request.getParameter("name");
        return Paths.get(BASE, "pictures", name);
    }

    private static Path manual(HttpServletRequest request) {
        String header = request.getHeader("X-Manual");
        String name = header == null ? "index" : header.trim();
        return new File(BASE + "/manuals/" + name + ".pdf").toPath();
    }

    private static Path list(HttpServletRequest request) {
        int year = Integer.parseInt(request.getParameter("year"));
        return Paths.get(BASE, "list-" + year + ".csv");
    }
}
