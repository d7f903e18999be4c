namespace LogStats.Elf.Settings;

/// <summary>
/// Cuts Python text into pieces: comments and the ends of lines within brackets are gone, strings are decoded. Strings
/// with expressions in them are refused, because only values are read.
/// </summary>
internal sealed class PythonTokens(string path, string text)
{
    private int _at;
    private int _line = 1;
    private int _depth;

    public List<PythonToken> Read()
    {
        List<PythonToken> tokens = [];
        bool atStart = true;
        while (SkipBlanks())
        {
            int line = _line;
            char next = text[_at];
            if (atStart && next != '\n' && _depth == 0 && _at > 0 && text[_at - 1] is ' ' or '\t')
            {
                int end = text.IndexOf('\n', _at, Math.Min(80, text.Length - _at));
                tokens.Add(new(PythonTokenKind.Indent, end < 0 ? text.Substring(_at, Math.Min(80, text.Length - _at)) : text[_at..end], line));
            }

            if (next is '\n' or ';')
            {
                atStart = next == '\n';
                EndLine(tokens, line);
                continue;
            }

            atStart = false;
            tokens.Add(Next(next, line));
        }

        tokens.Add(new(PythonTokenKind.LineEnd, "", _line));
        tokens.Add(new(PythonTokenKind.End, "", _line));
        return tokens;
    }

    private void EndLine(List<PythonToken> tokens, int line)
    {
        _line += text[_at++] == '\n' ? 1 : 0;
        if (_depth == 0 && tokens.Count > 0 && tokens[^1].Kind != PythonTokenKind.LineEnd)
        {
            tokens.Add(new(PythonTokenKind.LineEnd, "", line));
        }
    }

    private PythonToken Next(char next, int line)
    {
        int start = _at;
        if (next is '\'' or '"')
        {
            return new(PythonTokenKind.Text, new PythonText(path, text, line).Read("", ref _at, ref _line), line);
        }

        if (char.IsAsciiDigit(next) || (next == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
        {
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '_' || IsExponentSign(start)))
            {
                _at++;
            }

            return new(PythonTokenKind.Number, text[start.._at], line);
        }

        if (char.IsLetter(next) || next == '_')
        {
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            {
                _at++;
            }

            string name = text[start.._at];
            return _at < text.Length && text[_at] is '\'' or '"' && name.Length <= 2
                ? new(PythonTokenKind.Text, new PythonText(path, text, line).Read(name, ref _at, ref _line), line)
                : new(PythonTokenKind.Name, name, line);
        }

        _at++;
        _depth += next is '(' or '[' or '{' ? 1 : next is ')' or ']' or '}' && _depth > 0 ? -1 : 0;
        _at += next is '+' or '-' or '=' && _at < text.Length && text[_at] == '=' ? 1 : 0;
        return new(PythonTokenKind.Sign, text[start.._at], line);
    }

    private bool IsExponentSign(int start)
        => _at > start && text[_at] is '+' or '-' && text[_at - 1] is 'e' or 'E' && !text.AsSpan(start).StartsWith("0x");

    /// <summary>False at the end of the text.</summary>
    private bool SkipBlanks()
    {
        while (_at < text.Length)
        {
            char next = text[_at];
            if (next == '#')
            {
                int end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (next == '\\' && text.AsSpan(_at + 1).StartsWith("\n"))
            {
                _at += 2;
                _line++;
            }
            else if (next is ' ' or '\t' or '\f' or '\ufeff')
            {
                _at++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
