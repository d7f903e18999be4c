using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>
/// The one door: a description of an access log in whichever dialect it is. Tomcat is Tomcat 10 and later, whose %D counts
/// microseconds; tomcat9 is what counted milliseconds.
/// </summary>
internal static class ServerPattern
{
    public static IReadOnlyList<string> Dialects { get; }
        = ["apache", "varnish", "nginx", "tomcat", "tomcat9", "haproxy", "w3c", "plain"];

    /// <param name="text">A log format, or the lines of a configuration that hold it.</param>
    /// <param name="dialect">Whose it is; null to have it found.</param>
    /// <exception cref="LogStatsException">It cannot be compiled, or there is no such dialect.</exception>
    public static ElfCompiled Compile(string text, string? dialect = null)
        => (dialect ?? DialectOf(text)).ToLowerInvariant() switch
    {
        "apache" or "varnish" => ElfCompiled.Of(ApachePattern.Compile(text)),
        "nginx" => NginxPattern.Compile(text),
        "tomcat" => ElfCompiled.Of(TomcatPattern.Compile(text)),
        "tomcat9" => ElfCompiled.Of(TomcatPattern.Compile(text, ElfUnit.Milliseconds)),
        "haproxy" => ElfCompiled.Of(HaproxyPattern.Compile(text)),
        "w3c" => ElfCompiled.Of(W3cColumns.CompileHead(text)),
        "plain" => ElfCompiled.Of(PlainPattern.Compile(text)),
        _ => throw Fail.Value("dialect", dialect!, string.Join(", ", Dialects)),
    };

    /// <summary>Whose text this is, by what only one of them writes; Apache's where nothing tells.</summary>
    public static string DialectOf(string text)
    {
        string start = text.TrimStart().TrimStart('\uFEFF');
        return Begins(start, "#Fields", "#Version", "#Software", "#Date") ? "w3c"
            : Begins(start, "LogFormat", "CustomLog", "GlobalLog") ? "apache"
            : Holds(start, "<Valve") || Begins(start, "server.tomcat.") ? "tomcat"
            : IsNginx(start) ? "nginx"
            : IsHaproxy(start) ? "haproxy"
            : IsTomcat(start) ? "tomcat"
            : Holds(start, "{") && !Holds(start, "%") ? "plain"
            : "apache";
    }

    private static bool Begins(string text, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(string text, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNginx(string text)
    {
        bool isVariable = false;
        for (int at = text.IndexOf('$'); at >= 0 && !isVariable; at = text.IndexOf('$', at + 1))
        {
            isVariable = NginxVariables.NameAt(text, at, out int end).Length > 0 && end > at;
        }

        return isVariable || Begins(text, "log_format");
    }

    private static bool IsHaproxy(string text)
        => Holds(text, "%ci", "%ST", "%[", "%{+", "%HM", "%tr") || Begins(text, "log-format", "option ")
            || text.TrimEnd() is "httplog" or "httpslog" or "tcplog" or "clf";

    private static bool IsTomcat(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '%' || ++at == text.Length)
            {
                continue;
            }

            int close = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (text[at] == 'F' || (close >= 0 && close + 1 < text.Length && IsTomcat(text[(at + 1)..close], text[close + 1])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tomcat's times have no per cent sign in their braces, and it alone writes <c>%{…}r</c> or <c>%{…}s</c>.</summary>
    private static bool IsTomcat(string argument, char code)
    {
        string form = Begins(argument, "begin:") ? argument["begin:".Length..] : Begins(argument, "end:") ? argument["end:".Length..] : argument;
        return code switch
        {
            'r' or 's' => true,
            'T' => argument is "ns" or "fracsec",
            't' => !Holds(form, "%") && form is not ("" or "begin" or "end" or "sec" or "msec" or "usec" or "msec_frac" or "usec_frac"),
            _ => false,
        };
    }
}
