using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogStats.Faults;
using LogStats.Kinds;
using LogStats.Rsync;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Rsync;

/// <summary>What <c>log format</c> can ask for, written as rsync writes it and read back.</summary>
public sealed class TransferFormatTests
{
    private const string Head = "2024/05/01 03:28:03 [27615] ";

    private static readonly LoggedFile s_file = new() { User = "alice", Name = "isos/a file.iso", Length = 734003200, Moved = 1234567 };

    private static readonly string[] s_formats =
    [
        "%o %h [%a] %m (%u) %f %l",
        "%o %h [%a] %m (%u) %f %b",
        "%i %n%L",
        "%h %o %f %l %b",
        "%a %m %u %-50n %''l",
        "%a %m %u %50n %'''l",
        "%m %u %-3n %'l",
        "%a %P|%f|%8l %-12b %U:%G",
        "%t [%p] %o %a %m %f %b",
        "%07p %o %-20h[%15a] %-8m %8u %n %12l",
        "%o %C %B %M %n %c",
        "%o %a %-40C %f",
        "%o %f %C",
        "%f (%u)",
        "%o: %n -- %b bytes for %u",
        "%b %l %o %n",
    ];

    public static TheoryData<string> Formats => [.. s_formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_escape_is_read_back(string format)
    {
        Always.Holds(s_files, file => ReadsBack(format, file), count: 300);
        ReadsBack(format, s_file);
        ReadsBack(format, s_file with { Name = "a -> b" });
        ReadsBack(format, s_file with { User = "", Checksum = new string('a', 32) });
        ReadsBack(format, s_file with { Operation = RsyncOperation.Delete, Length = 0, Moved = 0 });
        ReadsBack(format, s_file with { Name = new string('n', 60), Module = "module-longer-than-its-width" });
    }

    /// <summary>What a client can name a file, as long as it is one that rsync would log by that name.</summary>
    private static readonly Gen<string> s_names = Gen.Elements(
        "a", " ", "b.iso", "[1.2.3.4]", "(user)", "12", " -> ", " => ", "é", "\u540d", "\n", "\\#012", "->", "%", "|x|", "send h [9.9.9.9] m (u) f 1", "x -- 5 bytes for y")
        .ArrayOf().Select(parts => "n" + string.Concat(parts) + "n");

    private static readonly Gen<LoggedFile> s_files =
        from name in s_names
        from user in Gen.Elements("", "alice", "bob")
        from module in Gen.Elements("pub", "my.mod", "PORTAL-PRODUCTS-RW")
        from operation in Gen.Elements(RsyncOperation.Send, RsyncOperation.Receive, RsyncOperation.Delete)
        from length in Gen.Elements(0L, 7, 999, 1000, 1023, 1024, 734003200, 5_000_000_000_000)
        from moved in Gen.Elements(0L, 12, 123456789)
        from address in Gen.Elements(("h.example", "192.0.2.4"), ("UNDETERMINED", "2001:db8::5"))
        select new LoggedFile
        {
            Name = name, User = user, Module = module, Operation = operation, Length = length, Moved = moved,
            Host = address.Item1, Address = address.Item2,
        };

    private static void ReadsBack(string format, LoggedFile file)
    {
        string text = LogFormatWriter.Write(format, file);
        RsyncEvent seen = RsyncLog.OfLine(Head + text, RsyncEventKind.File, RsyncLog.All with { LogFormat = format });
        bool Asks(char escape) => System.Text.RegularExpressions.Regex.IsMatch(format, $"%[-'0-9]*{escape}");
        string? Given(char escape, string value) => Asks(escape) && value.Length > 0 ? value : null;
        Assert.Equal((Given('h', file.Host), Given('a', file.Address)), (seen.HostName, seen.ClientAddress));
        Assert.Equal((Given('m', file.Module), Given('u', file.User)), (seen.Module, seen.UserName));
        Assert.Equal(file.Name, seen.FileName);
        Assert.Equal(Asks('o') || Asks('i') ? file.Operation : RsyncOperation.None, seen.Operation);
        long? expected = Asks('b') ? file.Moved : Asks('l') ? file.Length : null;
        if (format.Contains("''", StringComparison.Ordinal))
        {
            // Two digits behind the point are all that was written.
            Assert.InRange(Math.Abs(seen.FileBytes!.Value - expected!.Value), 0, expected.Value / 100);
        }
        else
        {
            Assert.Equal(expected, seen.FileBytes);
        }
    }

    [Theory]
    [InlineData("%n%L", " -> target", "link")]
    [InlineData("%i %n%L", " => other", "link")]
    [InlineData("%o %f%L %l", " -> a b", "link")]
    [InlineData("%-20n%L", " -> target", "link")]
    public void A_link_is_no_part_of_the_name(string format, string link, string name)
    {
        string line = Head + LogFormatWriter.Write(format, new LoggedFile { Name = name, Link = link });
        Assert.Equal(name, RsyncLog.One(line, RsyncEventKind.File, RsyncLog.All with { LogFormat = format }).FileName);
    }

    [Theory]
    [InlineData("a ", "%o %n %l")]
    [InlineData(" a", "%o %n %l")]
    [InlineData("  ", "%o %n %l")]
    [InlineData("a  ", "%o %h [%a] %m (%u) %f %l")]
    public void Blanks_of_a_name_are_its_own(string name, string format)
    {
        string line = Head + LogFormatWriter.Write(format, s_file with { Name = name });
        Assert.Equal(name, RsyncLog.One(line, RsyncEventKind.File, RsyncLog.All with { LogFormat = format }).FileName);
    }

    /// <summary>
    /// Where the log format was not given it is guessed; a name made to look like a line of another must not be believed
    /// where the daemon has said who the client is, nor once the log's own format is known.
    /// </summary>
    [Theory]
    [InlineData(">f+++++++++ evil.example [1.2.3.4] mod (root) b 12", "evil.example [1.2.3.4] mod (root) b 12")]
    [InlineData("send <f+++++++++ [1.2.3.4] mod (root) b 12", "[1.2.3.4] mod (root) b 12")]
    [InlineData("recv >f+++++++++ x [1.2.3.4] mod (root) b 12", "x [1.2.3.4] mod (root) b 12")]
    public void A_guessed_format_is_not_taken_from_a_clients_words(string line, string name)
    {
        const string connect = Head + "connect from h.example (192.0.2.4)\n" + Head + "rsync on pub/ from h.example (192.0.2.4)\n";
        string honest = Head + line.Replace(name, "honest", StringComparison.Ordinal) + "\n";
        foreach (string log in (string[])[connect + Head + line + "\n", connect + honest + Head + line + "\n"])
        {
            RsyncEvent file = RsyncLog.Read(log).Last(item => item.Kind == RsyncEventKind.File);
            Assert.Equal((name, "192.0.2.4", "h.example", "pub", null), (file.FileName, file.ClientAddress, file.HostName, file.Module, file.UserName));
        }

        if (!line.StartsWith("send", StringComparison.Ordinal) && !line.StartsWith("recv", StringComparison.Ordinal))
        {
            RsyncEvent file = RsyncLog.Read(honest + Head + line + "\n").Last(item => item.Kind == RsyncEventKind.File);
            Assert.Equal((name, null), (file.FileName, file.ClientAddress));
        }
    }

    /// <summary>An empty user between blanks must not make the first word of the file's name a user.</summary>
    [Fact]
    public void An_anonymous_client_is_nobody()
    {
        const string format = "%a %m %u %-50n %''l";
        RsyncEvent file = RsyncLog.One(
            Head + "192.0.2.4 pub  alice secret.txt                                   5", RsyncEventKind.File,
            RsyncLog.All with { LogFormat = format });
        Assert.Equal((null, "alice secret.txt"), (file.UserName, file.FileName));
    }

    [Theory]
    [InlineData("%z")]
    [InlineData("%o %h %q")]
    [InlineData("%5")]
    [InlineData("%o %-")]
    [InlineData("")]
    [InlineData("no escapes at all")]
    [InlineData("%")]
    [InlineData("%%")]
    [InlineData("%99999999999999999999n")]
    [InlineData("%\u00e9")]
    public void A_bad_format_is_refused_and_named(string format)
    {
        foreach (Action use in (Action[])
        [
            () => _ = new RsyncReader(new RsyncOptions { LogFormat = format }),
            () => _ = new RsyncMeasure(new RsyncOptions { LogFormat = format }, []),
            () => LogKinds.Find("rsync").NewReader(new ReadRequest { FormatText = format }, TimeProvider.System),
        ])
        {
            LogStatsException error = Assert.Throws<LogStatsException>(use);
            Assert.Equal((FaultId.ConfigInvalid, format), (error.Id, error.Target));
        }
    }

    [Fact]
    public void Messages_are_messages_in_any_format()
    {
        foreach (string format in s_formats)
        {
            foreach (string message in RsyncMessageTests.Messages.Select(row => (string)row[0]))
            {
                RsyncLog.Line(Head + message, out PlainLine plain);
                RsyncLog.Line(Head + message, out PlainLine configured, RsyncLog.All with { LogFormat = format });
                Assert.True(plain == configured || plain.Kind == RsyncLineKind.Note, $"{format}: {message}: {configured}");
            }
        }
    }

    [Fact]
    public void Any_line_in_any_format_is_read_or_refused()
    {
        string[] samples = [.. s_formats.Select(format => Head + LogFormatWriter.Write(format, s_file)), Head + "1.2.3.4 pub u n 9999999999999999999P"];
        RsyncFormat[] readers = [.. s_formats.Select(format => new RsyncFormat(
            RsyncLog.All with { LogFormat = format }, new LogStats.Envelopes.ClockRules(TimeZoneInfo.Utc, RsyncLog.Clock.GetUtcNow())))];
        Always.Holds(Mutations.Of(samples), line =>
        {
            for (int index = 0; index < readers.Length; index++)
            {
                RsyncLog.Line(ref readers[index], line, out PlainLine seen);
                Assert.True(seen.Reason is not null || seen.Length >= -1, Encoding.UTF8.GetString(line));
            }
        }, Always.Shorter, 5000);
    }
}
