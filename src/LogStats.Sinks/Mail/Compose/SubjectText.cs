using System.Globalization;
using System.Text.RegularExpressions;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Sinks.Mail.Compose;

/// <summary>
/// What a mail is about: the row's own words, or how many of what came from where; or a template that names these in
/// braces. What stood in a log is escaped in it and cut; a line's end in the template itself is refused.
/// </summary>
internal sealed partial class SubjectText
{
    private const int Longest = 200;

    private readonly string? _template;
    private readonly string _host;

    /// <exception cref="LogStatsException">The template holds a control character.</exception>
    public SubjectText(string? template, string host)
    {
        _template = template is null || !template.Any(char.IsControl)
            ? template
            : throw Fail.Value("Subject", LineText.Show(template), "one line of text without control characters");
        _host = host;
    }

    /// <param name="own">What the row says of itself, or null.</param>
    public string Of(IReadOnlyList<IRow> rows, string? own)
    {
        string table = string.Join(", ", rows.Select(static row => row.GetRowMap().Table).Distinct());
        string usual = own ?? string.Create(CultureInfo.InvariantCulture, $"{rows.Count:N0} {(rows.Count == 1 ? "row" : "rows")} of {table} from {_host}");
        return SafeText.Line(_template is null ? usual : Field().Replace(_template, match => match.Groups[1].Value.ToUpperInvariant() switch
        {
            "SUBJECT" => usual,
            "COUNT" => rows.Count.ToString("N0", CultureInfo.InvariantCulture),
            "TABLE" => table,
            "HOST" => _host,
            _ => Column(rows[0], match.Groups[1].Value) ?? match.Value,
        }), Longest);
    }

    private static string? Column(IRow row, string name)
    {
        IReadOnlyList<RowColumn> columns = row.GetRowMap().Columns;
        int index = Enumerable.Range(0, columns.Count)
            .FirstOrDefault(one => columns[one].Name.Equals(name, StringComparison.OrdinalIgnoreCase), -1);
        return index < 0 ? null : new CellText().Of(row)[index];
    }

    [GeneratedRegex(@"\{([A-Za-z]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
