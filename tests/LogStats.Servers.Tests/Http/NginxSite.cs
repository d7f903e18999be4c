using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using LogStats.Servers.Tests.Web;
using LogStats.Sinks.Tests.Infrastructure;

namespace LogStats.Servers.Tests.Http;

/// <summary>nginx as a web service: bodies of 4 kB at most, a place for those with a token, one that sends elsewhere, one that is busy; and TLS.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class NginxSite : WebServer
{
    private readonly TestAuthority _authority = new();

    public int TlsPort { get; } = Loopback.FreePort();

    public string AuthorityFile => Path.Join(Root, "ca.pem");

    public string OwnFile => Path.Join(Root, "own.pem");

    public static Task<NginxSite> StartAsync() => StartAsync(new NginxSite(), "$request_method $status $request_length $http_idempotency_key");

    protected override Process Launch(string logFormat)
    {
        using X509Certificate2 server = _authority.Sign("localhost");
        using X509Certificate2 own = _authority.Sign("client");
        File.WriteAllText(AuthorityFile, _authority.Pem);
        File.WriteAllText(Path.Join(Root, "server.pem"), server.ExportCertificatePem() + "\n" + TestAuthority.KeyPem(server));
        File.WriteAllText(OwnFile, own.ExportCertificatePem() + "\n" + TestAuthority.KeyPem(own));
        _authority.Dispose();
        string config = Path.Join(Root, "nginx.conf");
        string temp = string.Join('\n', ((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
            .Select(name => $"{name}_temp_path {Root}/{name};"));
        File.WriteAllText(config, $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1;
            daemon off;
            pid {{Root}}/nginx.pid;
            error_log {{Root}}/error.log;
            events { worker_connections 32; }
            http {
              {{temp}}
              log_format tested '{{logFormat}}';
              access_log {{LogFile}} tested;
              client_max_body_size 4k;
              server {
                listen 127.0.0.1:{{Port}};
                location /logs { return 204; }
                location /closed { if ($http_authorization != "Bearer t0ken") { return 401; } return 204; }
                location /moved { return 308 http://127.0.0.1:{{TlsPort}}/there; }
                location /busy { return 503; }
              }
              server {
                listen 127.0.0.1:{{TlsPort}} ssl;
                ssl_certificate {{Root}}/server.pem;
                ssl_certificate_key {{Root}}/server.pem;
                ssl_client_certificate {{AuthorityFile}};
                ssl_verify_client optional;
                location /logs { return 204; }
                location /known { if ($ssl_client_verify != SUCCESS) { return 403; } return 204; }
              }
            }

            """);
        return Programs.Start("nginx", ["-c", config, "-e", Path.Join(Root, "error.log")]);
    }
}
