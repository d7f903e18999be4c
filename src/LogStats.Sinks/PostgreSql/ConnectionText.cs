using System.Data.Common;
using System.Text;
using LogStats.Faults;
using LogStats.Sinks.Targets;

namespace LogStats.Sinks.PostgreSql;

/// <summary>Takes a connection string apart, in any of its three languages. Its faults repeat nothing that may be secret.</summary>
internal static class ConnectionText
{
    public const string Form = "postgresql://[USER@]HOST[:PORT]/DATABASE[?table=NAME&schema=NAME&sslmode=MODE]";

    public static bool IsUri(string text)
        => text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The settings under libpq's names.</summary>
    /// <exception cref="LogStatsException">It is none, or names a setting that is not understood.</exception>
    public static Dictionary<string, string> Read(string text)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        if (IsUri(text))
        {
            ReadUri(text, found);
        }
        else if (text.Contains("://", StringComparison.Ordinal))
        {
            throw Wrong(text, "it is no address of PostgreSQL");
        }
        else if (text.Contains(';', StringComparison.Ordinal))
        {
            ReadNet(text, found);
        }
        else
        {
            ReadKeywords(text, found);
        }

        return found;
    }

    private static void ReadUri(string text, Dictionary<string, string> found)
    {
        string rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        int end = rest.AsSpan().IndexOfAny('/', '?');
        string place = end < 0 ? rest : rest[..end];
        string tail = end < 0 ? "" : rest[end..];
        int at = place.LastIndexOf('@');
        if (at < 0 && tail.Split('?')[0].Contains('@', StringComparison.Ordinal))
        {
            throw Wrong(text, "a '/' or '?' in a password is written as %2F or %3F");
        }

        if (at >= 0)
        {
            string[] who = place[..at].Split(':', 2);
            Set("user", who[0]);
            Set("password", who.Length > 1 ? who[1] : "");
        }

        ReadHosts(text, place[(at + 1)..], found);
        int mark = tail.IndexOf('?', StringComparison.Ordinal);
        Set("dbname", (mark < 0 ? tail : tail[..mark]).TrimStart('/'));
        foreach (string pair in mark < 0 ? [] : tail[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            string typed = Decoded(parts[0]);
            Set(ConnectionNames.Find(typed) ?? throw Unknown(text, typed), parts.Length > 1 ? parts[1] : "");
        }

        void Set(string name, string value)
        {
            if (value.Length > 0)
            {
                found[name] = Decoded(value);
            }
        }

        string Decoded(string value) => value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;
    }

    /// <summary>One host, or several with commas between; each may have its port.</summary>
    private static void ReadHosts(string text, string place, Dictionary<string, string> found)
    {
        List<string> hosts = [];
        List<string> ports = [];
        foreach (string one in place.Length == 0 ? [] : place.Split(','))
        {
            int bracket = one.StartsWith('[') ? one.IndexOf(']', StringComparison.Ordinal) : -1;
            int colon = one.IndexOf(':', bracket + 1);
            string host = colon < 0 ? one : one[..colon];
            string port = colon < 0 ? "" : one[(colon + 1)..];
            if ((one.StartsWith('[') && bracket < 0) || port.Contains(':', StringComparison.Ordinal))
            {
                throw Wrong(text, "an IPv6 address stands in brackets, such as [::1]:5432");
            }

            hosts.Add(Uri.UnescapeDataString(host.Trim('[', ']')));
            ports.Add(port);
        }

        if (hosts.Any(static host => host.Length > 0))
        {
            found["host"] = string.Join(',', hosts);
        }

        if (ports.Any(static port => port.Length > 0))
        {
            found["port"] = string.Join(',', ports);
        }
    }

    private static void ReadNet(string text, Dictionary<string, string> found)
    {
        DbConnectionStringBuilder pairs = [];
        try
        {
            pairs.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            throw Wrong(text, "it is not of the form name=value;name=value"); // Its own message repeats the text.
        }

        foreach (string typed in pairs.Keys)
        {
            found[ConnectionNames.Find(typed) ?? throw Unknown(text, typed)] = (string)pairs[typed];
        }
    }

    private static void ReadKeywords(string text, Dictionary<string, string> found)
    {
        int at = 0;
        while (true)
        {
            SkipBlanks(ref at);
            if (at == text.Length)
            {
                return;
            }

            int equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                throw Wrong(text, "a name without '='");
            }

            string typed = text[at..equals].Trim();
            at = equals + 1;
            SkipBlanks(ref at);
            found[ConnectionNames.Find(typed) ?? throw Unknown(text, typed)] = Value(ref at);
        }

        void SkipBlanks(ref int at)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        string Value(ref int at)
        {
            bool quoted = at < text.Length && text[at] == '\'';
            StringBuilder value = new();
            for (at += quoted ? 1 : 0; at < text.Length && (quoted ? text[at] != '\'' : !char.IsWhiteSpace(text[at])); at++)
            {
                at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
                _ = value.Append(text[at]);
            }

            if (quoted && at++ >= text.Length)
            {
                throw Wrong(text, "a quote is not closed");
            }

            return value.ToString();
        }
    }

    /// <summary>A name that is no name may be a part of a password: only what looks like one is repeated.</summary>
    private static LogStatsException Unknown(string text, string typed)
        => Wrong(text, typed.Length is > 0 and <= 40 && typed.All(static one => char.IsAsciiLetter(one) || one is '_' or ' ')
            ? $"it has no setting '{typed}'; there are {string.Join(", ", ConnectionNames.All.Select(static one => one.Name))}"
            : "it holds something that is no setting");

    private static LogStatsException Wrong(string text, string reason)
        => Fail.TargetForm(text.Contains("://", StringComparison.Ordinal) ? TargetSecrets.Hide(text) : "***", reason,
            [Form, "host=HOST port=PORT dbname=DATABASE user=USER", "Host=HOST;Port=PORT;Database=DATABASE;Username=USER"]);
}
