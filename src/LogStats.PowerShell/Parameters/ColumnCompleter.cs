using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace LogStats.PowerShell.Parameters;

/// <summary>Offers the columns of records and summaries that hold texts or whole numbers.</summary>
internal sealed class ColumnCompleter : IArgumentCompleter
{
    private static readonly Type[] s_rows = [typeof(RsyncEvent), typeof(ElfRecord), typeof(RsyncSummary), typeof(ElfSummary)];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completions.Of(wordToComplete, s_rows
            .SelectMany(static row => row.GetProperties().Where(static column => IsColumn(column.PropertyType)).Select(column => (Row: row.Name, column.Name)))
            .GroupBy(static column => column.Name, static column => column.Row)
            .OrderBy(static column => column.Key, StringComparer.Ordinal)
            .Select(static column => (column.Key, $"of {string.Join(", ", column)}")));

    private static bool IsColumn(Type type)
        => (Nullable.GetUnderlyingType(type) ?? type) is { } value
            && (value == typeof(string) || value == typeof(long) || value == typeof(int) || value.IsEnum);
}
