using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Envelopes;
using LogStats.Rsync;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>The engine's fast ways, the short one for repeated lines among them, against the plain parser.</summary>
public sealed class PlainParserTests
{
    private static readonly string[] s_sample = [.. File.ReadAllLines(Repository.File("tests", "data", "rsync", "rsyncd-default.log"), Encoding.Latin1)];

    private static readonly string[] s_lines = [.. Distinct(s_sample), .. OriginalSamplesTests.Requests.Select(row => (string)row[1]), .. Wrapped()];

    [Fact]
    public void Every_line_of_a_real_log_is_read_alike()
    {
        RsyncFormat format = NewFormat();
        Assert.All(s_sample, line => Agree(ref format, Encoding.Latin1.GetBytes(line)));
        Assert.All(s_lines, line => Agree(ref format, Encoding.Latin1.GetBytes(line)));
    }

    [Fact]
    public void Mutated_lines_are_read_alike()
        => Always.Holds(Mutations.Of(s_lines), line =>
        {
            // A format of its own for each: what one line says of a process may forbid the next, and rightly.
            RsyncFormat format = NewFormat();
            Agree(ref format, line);
        }, Always.Shorter, 10_000);

    /// <summary>
    /// A line is learnt, then comes again nearly the same: the short way must know every byte that matters. Few places
    /// and values, so that the same head comes back with another name, length, process or stamp.
    /// </summary>
    [Fact]
    public void A_repeated_line_is_read_as_if_it_were_the_first()
    {
        string[] heads =
        [
            "2024/05/01 03:28:03 [27615] send h.example [192.0.2.4] pub () ", "2024/05/01 03:28:03 [27615] recv h.example [192.0.2.4] pub (alice) ",
            "2024/05/01 03:28:04 [27615] send h.example [192.0.2.4] pub () ", "2024/05/01 03:28:03 [1] del. h [::1] m (u) ",
            "2024/05/01 03:28:03 [27615]send h.example [192.0.2.4] pub () ", "2024-05-01T03:28:03Z log rsyncd[27615]: send h.example [192.0.2.4] pub () ",
            "2024-05-01T03:28:03Z log rsyncd[0]: send h.example [192.0.2.4] pub () ", "2024/05/01 03:28:03 [send h.example [192.0.2.4] pub () ",
            "2024-05-01T03:28:03Z other rsyncd[27615]: send h.example [192.0.2.4] pub () ", "2024-05-01T03:28:04Z log rsyncd[1]: send h.example [192.0.2.4] pub () ",
            "2024-05-01T03:28:03Z log rsyncd: send h.example [192.0.2.4] pub () ", "2024-05-01T03:28:03Z log sshd[27615]: send h.example [192.0.2.4] pub () ",
        ];
        string[] tails = ["a 5", " 5", "5", "a  b 0005", "a 123456789012345678", "a 1234567890123456789", "a 9223372036854775808", "a 5 ", "", ") x 7", "[1.2.3.4] m (u) b 12"];
        Gen<byte[][]> cases = Gen.OneOf(
            from head in Gen.Elements(heads) from tail in Gen.Elements(tails) select Encoding.Latin1.GetBytes(head + tail),
            Mutations.Of(heads.Select(head => head + "a 5"))).ArrayOf();
        Always.Holds(cases, lines =>
        {
            RsyncFormat format = NewFormat();
            foreach (byte[] line in lines)
            {
                Agree(ref format, line);
                Agree(ref format, line);
            }
        }, Always.Shorter, 2000);
    }

    /// <summary>Each byte of a learnt line in turn, made another.</summary>
    [Fact]
    public void No_byte_of_a_repeated_line_is_passed_over()
    {
        foreach (string text in (string[])["2024/05/01 03:28:03 [27615] send h.example [192.0.2.4] pub (alice) name of it 12", "2024/05/01 03:28:03 [7] send h [::1] p () n 1"])
        {
            byte[] line = Encoding.Latin1.GetBytes(text);
            RsyncFormat format = NewFormat();
            for (int at = 0; at < line.Length; at++)
            {
                foreach (byte other in " []():/.,0129aZ\0"u8)
                {
                    Agree(ref format, line);
                    Agree(ref format, [.. line[..at], other, .. line[(at + 1)..]]);
                    Agree(ref format, [.. line[..at], other, .. line[at..]]);
                    Agree(ref format, [.. line[..at], .. line[(at + 1)..]]);
                }

                Agree(ref format, line[..at]);
            }
        }
    }

    [Fact]
    public void A_head_longer_than_can_be_remembered_is_read_alike()
    {
        RsyncFormat format = NewFormat();
        foreach (int length in (int[])[10, 450, 460, 470, 480, 490, 500, 510, 520, 3000])
        {
            byte[] line = Encoding.Latin1.GetBytes($"2024/05/01 03:28:03 [27615] send h.example [192.0.2.4] {new string('m', length)} (u) name 5");
            Agree(ref format, line);
            Agree(ref format, line);
        }
    }

    private static RsyncFormat NewFormat() => new(RsyncLog.All, new ClockRules(TimeZoneInfo.Utc, RsyncLog.Clock.GetUtcNow()));

    private static void Agree(ref RsyncFormat format, byte[] line)
    {
        RsyncLog.Line(ref format, line, out PlainLine seen);
        string text = Encoding.Latin1.GetString(line);
        if (text is ['{', ..] || text.Contains(">1 ", StringComparison.Ordinal))
        {
            return; // Journals and RFC 5424 have tests of their own.
        }

        if (PlainRsyncParser.Read(text) is PlainLine plain)
        {
            Assert.True(plain == seen, $"{text}\nplain:  {plain}\nengine: {seen}");
            return;
        }

        // Free text: a note, something gone wrong, a line of another log format, or unknown; never what the plain parser
        // would know if it were there.
        Assert.True(
            seen.Reason is "message-unknown" or "blank" || seen.Kind is RsyncLineKind.Note or RsyncLineKind.Diagnostic
            || (seen.Kind == RsyncLineKind.File && !IsDefault(text, seen)),
            $"{text}\nengine: {seen}");
    }

    /// <summary>The line was read in the default log format: what was read stands there in its order, behind the envelope.</summary>
    private static bool IsDefault(string text, PlainLine seen)
    {
        string word = seen.Operation switch { RsyncOperation.Send => "send", RsyncOperation.Receive => "recv", _ => "del." };
        string head = $"{word} {seen.Host} [{seen.Address}] {seen.Module} ({seen.User}) ";
        return seen.Address.Length > 0 && ((string[])["] ", "]", ": ", ":"]).Any(front => text.Contains(front + head, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Distinct(IEnumerable<string> lines)
        => lines.DistinctBy(line => System.Text.RegularExpressions.Regex.Replace(line, "[0-9]+", "0"));

    private static IEnumerable<string> Wrapped()
    {
        string[] heads =
        [
            "2024/05/01 03:28:03 [27615] ", "Mar  5 03:28:03 rsync1 rsyncd[27615]: ", "<30>Mar  5 03:28:03 rsync1 rsyncd.alice[27615]: ",
            "2019 Mar  5 03:28:03 rsync1 rsyncd[27615]:", "2024-05-01T03:28:03.118+02:00 rsync1 rsyncd[27615]: ",
            "2024-05-01 03:28:03 rsync1 sshd[1]: ",
        ];
        return heads.SelectMany(head => RsyncMessageTests.Messages.Select(row => head + (string)row[0]));
    }
}
