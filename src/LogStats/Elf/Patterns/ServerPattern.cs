using LogStats.Faults;

namespace LogStats.Elf.Patterns;

/// <summary>
/// The one door: a description of an access log in whichever dialect it is. Tomcat is Tomcat 10 and later, whose %D counts
/// microseconds; tomcat9 is what counted milliseconds.
/// </summary>
internal static class ServerPattern
{
    public static IReadOnlyList<string> Dialects { get; } = ["apache", "varnish", "nginx", "tomcat", "tomcat9", "haproxy", "w3c", "plain"];

    /// <param name="text">A log format, or the lines of a configuration that hold it.</param>
    /// <param name="dialect">Whose it is; null to have it found.</param>
    /// <exception cref="LogStatsException">It cannot be compiled, or there is no such dialect.</exception>
    public static ElfCompiled Compile(string text, string? dialect = null) => (dialect ?? DialectOf(text)).ToLowerInvariant() switch
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
        if (start.StartsWith("#Fields", StringComparison.OrdinalIgnoreCase) || start.StartsWith("#Version", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("#Software", StringComparison.OrdinalIgnoreCase) || start.StartsWith("#Date", StringComparison.OrdinalIgnoreCase))
        {
            return "w3c";
        }

        if (start.StartsWith("LogFormat", StringComparison.OrdinalIgnoreCase) || start.StartsWith("CustomLog", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("GlobalLog", StringComparison.OrdinalIgnoreCase))
        {
            return "apache";
        }

        if (start.Contains("<Valve", StringComparison.OrdinalIgnoreCase) || start.StartsWith("server.tomcat.", StringComparison.Ordinal))
        {
            return "tomcat";
        }

        return IsNginx(start) ? "nginx"
            : IsHaproxy(start) ? "haproxy"
            : IsTomcat(start) ? "tomcat"
            : start.Contains('{', StringComparison.Ordinal) && !start.Contains('%', StringComparison.Ordinal) ? "plain"
            : "apache";
    }

    private static bool IsNginx(string text)
    {
        bool isVariable = false;
        for (int at = text.IndexOf('$'); at >= 0 && !isVariable; at = text.IndexOf('$', at + 1))
        {
            isVariable = NginxVariables.NameAt(text, at, out int end).Length > 0 && end > at;
        }

        return isVariable || text.StartsWith("log_format", StringComparison.Ordinal);
    }

    private static bool IsHaproxy(string text)
        => text.Contains("%ci", StringComparison.Ordinal) || text.Contains("%ST", StringComparison.Ordinal)
            || text.Contains("%[", StringComparison.Ordinal) || text.Contains("%{+", StringComparison.Ordinal)
            || text.Contains("%HM", StringComparison.Ordinal) || text.Contains("%tr", StringComparison.Ordinal)
            || text.StartsWith("log-format", StringComparison.Ordinal) || text.StartsWith("option ", StringComparison.Ordinal)
            || text.TrimEnd() is "httplog" or "httpslog" or "tcplog" or "clf";

    /// <summary>Tomcat's times have no per cent sign in their braces, and it alone writes %F and %{…}r or %{…}s.</summary>
    private static bool IsTomcat(string text)
    {
        for (int at = text.IndexOf('%'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('%', at + 2 > text.Length ? text.Length : at + 2))
        {
            int close = text[at + 1] == '{' ? text.IndexOf('}', at) : -1;
            if (text[at + 1] == 'F')
            {
                return true;
            }

            if (close < 0 || close + 1 == text.Length)
            {
                continue;
            }

            string argument = text[(at + 2)..close];
            char code = text[close + 1];
            string form = argument[(argument.StartsWith("begin:", StringComparison.Ordinal) ? 6 : argument.StartsWith("end:", StringComparison.Ordinal) ? 4 : 0)..];
            if (code is 'r' or 's' || (code == 'T' && argument is "ns" or "fracsec")
                || (code == 't' && !form.Contains('%', StringComparison.Ordinal)
                    && form is not ("" or "begin" or "end" or "sec" or "msec" or "usec" or "msec_frac" or "usec_frac")))
            {
                return true;
            }
        }

        return false;
    }
}
