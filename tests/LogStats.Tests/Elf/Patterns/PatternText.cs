using System.Text;
using LogStats.Elf;
using LogStats.Elf.Patterns;
using LogStats.Faults;

namespace LogStats.Tests.Elf.Patterns;

/// <summary>A pattern as one line of text, so that a table can say what is expected.</summary>
internal static class PatternText
{
    /// <summary>Literals as they are in single quotes, fields by their meaning, times with their form, named fields by name.</summary>
    public static string Of(ElfPattern pattern) => string.Join(' ', pattern.Pieces.Select(Of)) + (pattern.AllowsMore ? " …" : "");

    public static string Of(ElfJsonFields fields) => string.Join(' ', fields.Fields.Select(field =>
        $"{field.Key}={(field.Field >= ElfField.Extra ? $"#{field.Field - ElfField.Extra}" : field.Field)}{Manner(field.Time?.Text, field.Unit, field.IsList)}"));

    public static LogStatsException AssertFault(int column, string named, Action compile)
    {
        LogStatsException error = Assert.Throws<LogStatsException>(compile);
        Assert.Equal(FaultId.ConfigInvalid, error.Id);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"at column {column}.", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Advice);
        return error;
    }

    private static string Of(ElfPiece piece)
    {
        if (piece.IsLiteral)
        {
            return $"'{Encoding.UTF8.GetString(piece.Literal)}'";
        }

        string name = piece.Field >= ElfField.Extra ? $"#{piece.Field - ElfField.Extra}:{piece.Name}" : piece.Field.ToString();
        return name + Manner(piece.Time?.Text, piece.Unit, piece.IsList)
            + (piece.MayBeQuoted ? "?" : "") + (piece.Length > 0 ? $"[{piece.Length}]" : "") + (piece.StartsWith > 0 ? $"^{(char)piece.StartsWith}" : "")
            + (piece.Opens.Length > 0 ? $"<{Encoding.UTF8.GetString(piece.Opens)}|{Encoding.UTF8.GetString(piece.Closes)}>" : "");
    }

    private static string Manner(string? time, ElfUnit unit, bool isList)
        => (time is null ? "" : $"({time})") + (unit == ElfUnit.None ? "" : $"({unit})") + (isList ? "*" : "");
}
