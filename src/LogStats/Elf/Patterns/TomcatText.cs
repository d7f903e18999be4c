using System.Net;

namespace LogStats.Elf.Patterns;

/// <summary>Takes the pattern out of an access log valve of Tomcat's server.xml, or out of a line of Spring's properties.</summary>
internal static class TomcatText
{
    private const string Property = "server.tomcat.accesslog.pattern";
    private const string Advice = "Paste the Valve element of server.xml, or the value of its attribute 'pattern'.";

    public static PatternSource Unwrap(string text)
    {
        int valve = text.IndexOf("<Valve", StringComparison.OrdinalIgnoreCase);
        if (valve >= 0)
        {
            return Attribute(text, valve);
        }

        int start = text.Length - text.TrimStart().Length;
        if (text.AsSpan(start).StartsWith(Property, StringComparison.Ordinal))
        {
            start = text.IndexOfAny(['=', ':'], start) + 1;
            start = start == 0 ? text.Length : start;
        }

        return Decoded(text, start, text.TrimEnd().Length, text.Contains("&quot;", StringComparison.Ordinal));
    }

    private static PatternSource Attribute(string text, int valve)
    {
        for (int at = valve; (at = text.IndexOf("pattern", at, StringComparison.Ordinal)) >= 0; at++)
        {
            int equals = at + "pattern".Length;
            while (equals < text.Length && char.IsWhiteSpace(text[equals]))
            {
                equals++;
            }

            int start = equals + 1;
            while (start < text.Length && char.IsWhiteSpace(text[start]))
            {
                start++;
            }

            if (char.IsWhiteSpace(text[at - 1]) && start < text.Length && text[equals] == '=' && text[start] is '"' or '\'')
            {
                int end = text.IndexOf(text[start], start + 1);
                return end >= 0 ? Decoded(text, start + 1, end, isXml: true)
                    : throw PatternSource.Of(text).Fault("a quote is not closed", start, Advice);
            }
        }

        throw PatternSource.Of(text).Fault("the valve has no attribute 'pattern'", valve, Advice);
    }

    private static PatternSource Decoded(string text, int start, int end, bool isXml)
    {
        PatternSource source = new(text);
        for (int at = start; at < end; at++)
        {
            int close = isXml && text[at] == '&' ? text.IndexOf(';', at, end - at) : -1;
            string decoded = close < 0 ? "" : WebUtility.HtmlDecode(text[at..(close + 1)]);
            if (decoded.Length is 1 or 2)
            {
                foreach (char letter in decoded)
                {
                    source.Add(letter, at);
                }

                at = close;
            }
            else if (text[at] == '\\' && at + 1 < end && text[at + 1] == '"')
            {
                // Not Tomcat's, but of the file that the text was copied from.
                source.Add('"', at++);
            }
            else if (text[at] is not ('\r' or '\n'))
            {
                source.Add(text[at], at);
            }
        }

        return source;
    }
}
