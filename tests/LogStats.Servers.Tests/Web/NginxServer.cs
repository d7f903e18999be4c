using System.Diagnostics;
using System.Runtime.Versioning;

namespace LogStats.Servers.Tests.Web;

/// <summary>nginx with one worker; <c>/app/</c> is behind two servers, one of them dead.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class NginxServer(string escape) : WebServer
{
    public const string Program = "nginx";

    public static Task<NginxServer> StartAsync(string logFormat, string escape = "default")
        => StartAsync(new NginxServer(escape), logFormat);

    protected override Process Launch(string logFormat)
    {
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
              log_format tested escape={{escape}} '{{logFormat}}';
              access_log {{LogFile}} tested;
              client_header_buffer_size 512;
              large_client_header_buffers 4 700;
              absolute_redirect off;
              upstream app { server 127.0.0.1:{{Loopback.FreePort()}} max_fails=0; server 127.0.0.1:{{Port}} max_fails=0; }
              server {
                listen 127.0.0.1:{{Port}};
                server_name {{WebRequest.Host}};
                root {{Pages}};
                location /secret/ { auth_basic users; auth_basic_user_file {{UserFile}}; }
                location /moved { return 301 /new; }
                location /gone { return 410; }
                location /down { return 503; }
                location /app/ { access_log {{Root}}/upstream.log tested; proxy_pass http://app/; }
              }
            }

            """);
        return Programs.Start(Program, ["-c", config, "-e", Path.Join(Root, "error.log")]);
    }
}
