namespace LogStats.Build.Help.Read;

/// <summary>A page is not what the converter can read; the message starts with file and line.</summary>
internal sealed class HelpPageException(string file, int line, string message)
    : Exception(FormattableString.Invariant($"{file}:{line}: {message}"));
