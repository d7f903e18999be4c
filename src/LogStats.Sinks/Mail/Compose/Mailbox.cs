using System.Globalization;
using System.Text.RegularExpressions;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// Somebody's address and, if given, name. Narrower than the standards, on purpose: what is quoted before the at sign, or
/// is not ASCII there, is where programs differ on what an address is. Nothing that could end a line gets in.
/// </summary>
internal sealed partial record Mailbox(string Name, string Address)
{
    private const string Atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private const string Plain = $@"(?<local>{Atom}(?:\.{Atom})*)@(?<domain>[^\s@<>""\[\]]+)";
    private const int LongestLocal = 64;
    private const int LongestAddress = 254;

    private static readonly IdnMapping s_names = new() { UseStd3AsciiRules = true };

    /// <summary>What stands behind the at sign.</summary>
    public string Domain => Address[(Address.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <param name="setting">Where it stands, for the message.</param>
    /// <exception cref="LogStatsException">It is no address.</exception>
    public static Mailbox Parse(string setting, string text)
    {
        Match match = Form().Match(text);
        string name = match.Groups["quoted"].Success
            ? Escape().Replace(match.Groups["quoted"].Value, "$1")
            : match.Groups["name"].Value.Trim();
        return match.Success && !text.Any(char.IsControl) && Ascii(match.Groups["local"].Value, match.Groups["domain"].Value) is { } address
            ? new Mailbox(LineText.Show(name), address)
            : throw Fail.Value(setting, LineText.Show(text), "an address such as ops@example.org, or a name with one: Ops <ops@example.org>");
    }

    /// <summary>What <see cref="Parse"/> reads as the same.</summary>
    public override string ToString() => Name.Length == 0
        ? Address
        : $"\"{Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{Address}>";

    private static string? Ascii(string local, string domain)
    {
        try
        {
            string address = $"{local}@{s_names.GetAscii(domain)}";
            return local.Length <= LongestLocal && address.Length <= LongestAddress && System.Text.Ascii.IsValid(address) ? address : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex($"""\A(?:(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<name>[^"<>@]*?))\s*<{Plain}>|{Plain})\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
