package petshop.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import petshop.files.Backup;
import petshop.security.Tokens;

public class AdminServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Backup backup = new Backup();
    private final transient Tokens tokens = new Tokens();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String action = request.getParameter("action");
        if (!allowed(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Process process = switch (action == null ? "" : action) {
            case "pack" -> backup.pack(request.getParameter("folder"));
            case "copy" -> backup.copy(request.getParameter("host"));
            case "ping" -> ping(request.getParameter("host"));
            default -> backup.packAll();
        };
        response.setHeader("X-Process", Long.toString(process.pid()));
        response.setHeader("X-Next", tokens.csrf());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        File log = log(request).toFile();
        response.setContentLengthLong(log.length());
    }

    private static Path log(HttpServletRequest request) {
        String name = new File(request.getParameter("log")).getName();
        return Paths.get("/var/log/shop", name);
    }

    private static Process ping(String host) throws IOException {
        String[] command = {"ping", "-c", "1", "--", host};
        return Runtime.getRuntime().exec(command);
    }

    private static boolean allowed(HttpServletRequest request) {
        String password = System.getenv("ADMIN_PASSWORD");
        return password != null && password.equals(request.getHeader("X-Admin"));
    }
}
