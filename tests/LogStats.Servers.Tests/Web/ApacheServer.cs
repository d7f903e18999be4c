using System.Diagnostics;
using System.Runtime.Versioning;

namespace LogStats.Servers.Tests.Web;

/// <summary>Apache with the modules it needs for that, and no others.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ApacheServer : WebServer
{
    public const string Program = "apache2";
    private const string Modules = "/usr/lib/apache2/modules";

    private static readonly string[] s_modules =
        ["mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "alias"];

    public static Task<ApacheServer> StartAsync(string logFormat) => StartAsync(new ApacheServer(), logFormat);

    protected override Process Launch(string logFormat)
    {
        string modules = string.Concat(s_modules.Select(name => $"LoadModule {name}_module {Modules}/mod_{name}.so\n"));
        string config = Path.Join(Root, "apache.conf");
        File.WriteAllText(config, $"""
            ServerRoot {Root}
            DefaultRuntimeDir {Root}
            PidFile {Root}/apache.pid
            ErrorLog {Root}/error.log
            ServerName {WebRequest.Host}
            Listen 127.0.0.1:{Port}
            {modules}
            {(Environment.IsPrivilegedProcess ? "User #65534\nGroup #65534" : "")}
            StartServers 1
            ServerLimit 1
            ThreadsPerChild 4
            MaxRequestWorkers 4
            LimitRequestLine 700
            DocumentRoot {Pages}
            Redirect 301 /moved https://{WebRequest.Host}/new
            Redirect gone /gone
            Redirect 503 /down
            <Location /secret/>
            AuthType Basic
            AuthName users
            AuthUserFile {UserFile}
            Require valid-user
            </Location>
            CustomLog {LogFile} "{logFormat.Replace("\"", "\\\"", StringComparison.Ordinal)}"

            """);
        return Programs.Start(Program, ["-f", config, "-DFOREGROUND"]);
    }
}
