using System.Globalization;
using System.Text.RegularExpressions;

namespace LogStats.Sinks.Sftp;

/// <summary>Reads a line of <c>ls -ln</c>: names of users and groups may hold blanks, so the length is what stands before the date.</summary>
internal static partial class SftpListing
{
    /// <summary>Null where it is no line about a plain file.</summary>
    public static long? Length(string line)
        => Form().Match(line) is { Success: true } match && long.TryParse(match.Groups["length"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;

    [GeneratedRegex(@"\A-[^ ]* .*? (?<length>[0-9]{1,19}) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 0-9][0-9] (?:[0-9]{2}:[0-9]{2}| ?[0-9]{4,}) ", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
