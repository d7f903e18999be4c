using System.Globalization;
using System.Text;
using LogStats.Faults;
using LogStats.Scan;

namespace LogStats.Elf.Settings;

/// <summary>
/// Reads the assignments of a settings file written in Python, of names to values. Nothing is run: what is neither an
/// import, a string that stands alone, nor such an assignment is refused with its line. The last value of a name counts.
/// </summary>
internal sealed class PythonReader(string path, string text)
{
    private const int DeepestNesting = 50;
    private readonly List<PythonToken> _tokens = new PythonTokens(path, text).Read();
    private int _at;
    private int _depth;

    private PythonToken Token => _tokens[_at];

    public Dictionary<string, PythonValue> Read()
    {
        Dictionary<string, PythonValue> values = [];
        while (Token.Kind != PythonTokenKind.End)
        {
            PythonToken first = Token;
            if (first.Kind == PythonTokenKind.LineEnd)
            {
                _at++;
            }
            else if (first.Kind == PythonTokenKind.Indent)
            {
                throw Fail.SettingsLine(path, first.Line, $"it is indented: {LineText.Show(first.Text)}");
            }
            else if (first.Kind == PythonTokenKind.Text)
            {
                ReadValue();
                Expect(PythonTokenKind.LineEnd);
            }
            else if (first is { Kind: PythonTokenKind.Name, Text: "import" } || IsFuture())
            {
                SkipLine();
            }
            else
            {
                values[Name()] = Assigned();
            }
        }

        return values;
    }

    private bool IsFuture() => Token.Text == "from" && _tokens[_at + 1].Text == "__future__";

    private void SkipLine()
    {
        while (Token.Kind != PythonTokenKind.LineEnd)
        {
            _at++;
        }
    }

    private string Name()
    {
        PythonToken name = Token;
        return name.Kind == PythonTokenKind.Name && _tokens[_at + 1].Is('=') ? name.Text
            : throw Fail.SettingsLine(path, name.Line, $"it begins with {name.Shown}, which is no assignment of a value");
    }

    /// <summary>What stands behind the sign; several with commas between are a tuple.</summary>
    private PythonValue Assigned()
    {
        _at += 2;
        PythonValue value = ReadValue();
        if (Token.Is(','))
        {
            List<PythonValue> items = [value];
            while (Token.Is(','))
            {
                _at++;
                if (Token.Kind != PythonTokenKind.LineEnd)
                {
                    items.Add(ReadValue());
                }
            }

            value = new PythonValue.Items(value.Line, items);
        }

        Expect(PythonTokenKind.LineEnd);
        return value;
    }

    private PythonValue ReadValue()
    {
        PythonToken token = Token;
        _at++;
        switch (token.Kind)
        {
            case PythonTokenKind.Text:
                return new PythonValue.Text(token.Line, Joined(token.Text));
            case PythonTokenKind.Number:
                return new PythonValue.Number(token.Line, Number(token));
            case PythonTokenKind.Sign when token.Is('-') || token.Is('+'):
                return Token.Kind == PythonTokenKind.Number
                    ? new PythonValue.Number(token.Line, Number(_tokens[_at++]) * (token.Is('-') ? -1 : 1)) : throw Refuse(Token);
            case PythonTokenKind.Sign when token.Is('['):
                return new PythonValue.Items(token.Line, Items(']', out _));
            case PythonTokenKind.Sign when token.Is('('):
                List<PythonValue> items = Items(')', out bool hasComma);
                return items.Count == 1 && !hasComma ? items[0] : new PythonValue.Items(token.Line, items);
            case PythonTokenKind.Sign when token.Is('{'):
                return Pairs(token);
            case PythonTokenKind.Name:
                return Named(token);
            default:
                throw Refuse(token);
        }
    }

    /// <summary>Literals that follow each other are one.</summary>
    private string Joined(string value)
    {
        StringBuilder joined = new(value);
        while (Token.Kind == PythonTokenKind.Text)
        {
            joined.Append(_tokens[_at++].Text);
        }

        return joined.ToString();
    }

    private List<PythonValue> Items(char end, out bool hasComma)
    {
        Enter();
        List<PythonValue> items = [];
        hasComma = false;
        while (!Token.Is(end))
        {
            items.Add(ReadValue());
            if (!Token.Is(','))
            {
                break;
            }

            hasComma = true;
            _at++;
        }

        Leave(end);
        return items;
    }

    private PythonValue.Pairs Pairs(PythonToken start)
    {
        Enter();
        List<(PythonValue, PythonValue)> pairs = [];
        while (!Token.Is('}'))
        {
            PythonValue key = ReadValue();
            Expect(':');
            pairs.Add((key, ReadValue()));
            if (!Token.Is(','))
            {
                break;
            }

            _at++;
        }

        Leave('}');
        return new(start.Line, pairs);
    }

    private PythonValue Named(PythonToken name)
    {
        switch (name.Text)
        {
            case "True" or "False":
                return new PythonValue.Truth(name.Line, name.Text == "True");
            case "None":
                return new PythonValue.None(name.Line);
            case "logging" when Token.Is('.') && _tokens[_at + 1].Kind == PythonTokenKind.Name && !_tokens[_at + 2].Is('('):
                _at += 2;
                return new PythonValue.Level(name.Line, _tokens[_at - 1].Text);
            case "re" when Token.Is('.') && _tokens[_at + 1].Text == "compile" && _tokens[_at + 2].Is('('):
                _at += 3;
                return Compiled(name);
            default:
                throw Refuse(name);
        }
    }

    private PythonValue.Pattern Compiled(PythonToken start)
    {
        if (Token.Kind != PythonTokenKind.Text)
        {
            throw Refuse(Token);
        }

        string pattern = Joined(_tokens[_at++].Text);
        if (Token.Is(',') && !_tokens[_at + 1].Is(')'))
        {
            _at++;
            if (Token.Text != "re" || !_tokens[_at + 1].Is('.') || _tokens[_at + 2].Text is not ("I" or "IGNORECASE"))
            {
                throw Fail.SettingsLine(path, Token.Line, "a flag of re.compile is other than re.I");
            }

            _at += 3;
            pattern = "(?i)" + pattern;
        }

        _at += Token.Is(',') ? 1 : 0;
        Expect(')');
        return new(start.Line, pattern);
    }

    /// <summary>Also as Python 2 wrote them: 0777 and 10L.</summary>
    private double Number(PythonToken token)
    {
        string digits = token.Text.Replace("_", "", StringComparison.Ordinal).TrimEnd('l', 'L');
        int radix = digits.Length < 2 || digits[0] != '0' ? 10 : char.ToLowerInvariant(digits[1]) switch
        {
            'x' => 16,
            'o' => 8,
            'b' => 2,
            >= '0' and <= '7' when !digits.Contains('.', StringComparison.Ordinal) => 8,
            _ => 10,
        };
        try
        {
            return radix == 10 ? double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture)
                : Convert.ToInt64(char.IsAsciiDigit(digits[1]) ? digits : digits[2..], radix);
        }
        catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
        {
            throw Refuse(token);
        }
    }

    private void Enter()
    {
        if (++_depth > DeepestNesting)
        {
            throw Fail.SettingsLine(path, Token.Line, "brackets stand too deep in each other");
        }
    }

    private void Leave(char end)
    {
        Expect(end);
        _depth--;
    }

    private void Expect(char sign) => _at += Token.Is(sign) ? 1 : throw Refuse(Token);

    private void Expect(PythonTokenKind kind) => _at += Token.Kind == kind ? 1 : throw Refuse(Token);

    private LogStatsException Refuse(PythonToken token)
        => Fail.SettingsLine(path, token.Line, $"{token.Shown} stands where a value would begin or end");
}
