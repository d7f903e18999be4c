using FsCheck;
using FsCheck.Fluent;
using LogStats.Elf.Rules;
using LogStats.Elf.Settings;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Settings;

/// <summary>settings.py of elfstatsd, read and never run.</summary>
public sealed class ElfSettingsFileTests
{
    /// <summary>Every key, and every way of writing a value that is taken.</summary>
    private const string Full =
        """"
        # -*- coding: utf-8 -*-
        """Settings of a host.
        Two lines."""
        from __future__ import unicode_literals
        import logging, re

        ELF_FORMAT = r'%h %l %u %t \"%r\" %>s %B ' \
            r'%D'   # literals that follow each other are one
        INTERVAL = 60; STALLED_CALL_THRESHOLD = 4000L
        DATA_FILES = [
            ('/srv/log/httpd/apache.log-%Y-%m-%d-%H?ts=-3600&ts-name-only=true', '', '/tmp/apache.data'),
            (u'/srv/log/tomcat.log', '/srv/log/tomcat.log.1', '/tmp/tomcat.data',),
            ("/srv/log/it's.log", None, '''/tmp/it''s.data'''),
            ('/srv/log/two.log', '/tmp/two.data'),   # two are enough
        ]
        VALID_REQUESTS = (
            re.compile(r'^/content/(?P<group>[\w.]+)/(?P<method>[\w.]+)[/?%&]?'),
            re.compile('^/content/(?P<method>[\\w.]+)[/?%&]?', re.I),
            re.compile("^/plain\x2f(?P<method>\w+)",),
            r'^/text/(?P<method>\w+)',
        )
        REQUESTS_TO_SKIP = [re.compile(r'^/$', re.IGNORECASE), re.compile(r'^/skip')]
        REQUESTS_AGGREGATION = [
            ('group', 'method', re.compile(r'/service/call/to/aggregate')),
            (None, 'alone', re.compile(r'alone')),
        ]
        PATTERNS_TO_EXTRACT = [
            {
                'name': 'uid',
                'patterns': [re.compile(r'uid=(?P<pattern>\d+)'), re.compile(r'user/(?P<pattern>\w+)')],
            },
        ]
        FORBIDDEN_SYMBOLS = re.compile(r'[.\-]')
        RESPONSE_CODES = 200, 0x1f4, 404
        LATENCY_IN_MILLISECONDS = True
        LATENCY_PERCENTILES = [99, 50, 101, -1, 99.9, 99, 90]
        DAEMON_PID_DIR = '/run/elf'
        DAEMON_LOG_DIR = ('/var/'
                          'log')
        MAX_LOG_FILE_SIZE=10_000
        MAX_LOG_FILES = +3
        TRACEBACK_LENGTH = 0
        LOGGING_LEVEL = logging.DEBUG
        COLOUR = {'a': [1, 2.5e3, {'b': None}], }
        INTERVAL = 120
        """";

    [Fact]
    public void Every_key_is_read()
    {
        ElfSettingsFile read = ElfSettingsFile.Parse("settings.py", Full);
        Assert.Equal("""%h %l %u %t \"%r\" %>s %B %D""", read.Format);
        Assert.Equal((TimeSpan.FromSeconds(120), 4000, true), (read.Interval, read.StalledCallThreshold, read.LatencyInMilliseconds));
        Assert.Equal(
            [
                new(new("/srv/log/httpd/apache.log-%Y-%m-%d-%H", TimeSpan.FromHours(-1), true), null, "/tmp/apache.data"),
                new(new("/srv/log/tomcat.log", TimeSpan.Zero, false), new("/srv/log/tomcat.log.1", TimeSpan.Zero, false), "/tmp/tomcat.data"),
                new(new("/srv/log/it's.log", TimeSpan.Zero, false), null, "/tmp/it''s.data"),
                new(new("/srv/log/two.log", TimeSpan.Zero, false), null, "/tmp/two.data"),
            ],
            read.DataFiles);
        Assert.Equal(
            [@"^/content/(?P<group>[\w.]+)/(?P<method>[\w.]+)[/?%&]?", @"(?i)^/content/(?P<method>[\w.]+)[/?%&]?", @"^/plain/(?P<method>\w+)", @"^/text/(?P<method>\w+)"],
            read.Rules.Rules);
        Assert.Equal(["(?i)^/$", "^/skip"], read.Rules.SkipRules);
        Assert.Equal([new("group", "method", "/service/call/to/aggregate"), new("", "alone", "alone")], read.Rules.Aggregates);
        Assert.Equal(("uid", 2), (read.Rules.Patterns.Single().Name, read.Rules.Patterns.Single().Patterns.Count));
        Assert.True(read.Rules.SeeQuery);
        Assert.Equal(@"[.\-]", read.ForbiddenSymbols);
        Assert.Equal([200, 500, 404], read.ResponseCodes);
        Assert.Equal([50, 90, 99], read.LatencyPercentiles);
        Assert.Equal(("/run/elf", "/var/log", 10_000, 3, 0, "DEBUG"),
            (read.DaemonPidDirectory, read.DaemonLogDirectory, read.MaximumLogFileSize, read.MaximumLogFiles, read.TracebackLength, read.LoggingLevel));
        Assert.Equal(
            [
                "Line 36 of 'settings.py': 101 is no whole number from 0 to 100 for LATENCY_PERCENTILES.",
                "Line 36 of 'settings.py': -1 is no whole number from 0 to 100 for LATENCY_PERCENTILES.",
                "Line 36 of 'settings.py': 99.9 is no whole number from 0 to 100 for LATENCY_PERCENTILES.",
                "Line 44 of 'settings.py': there is no setting 'COLOUR'.",
            ],
            read.Warnings);
        read.Rules.Check();
    }

    [Fact]
    public void What_is_missing_is_as_elfstatsd_has_it()
    {
        ElfSettingsFile read = ElfSettingsFile.Parse("settings.py", "");
        Assert.Equal((300, 100_000, false), (read.Interval.TotalSeconds, read.StalledCallThreshold, read.LatencyInMilliseconds));
        Assert.StartsWith("""%h %l %u %t \"%r\" %>s %B \"%{Referer}i\" """, read.Format, StringComparison.Ordinal);
        Assert.Equal(([], "[.-]", 2), (read.DataFiles.ToArray(), read.ForbiddenSymbols, read.Rules.Rules.Count));
        Assert.Equal(("200 404 500", "50 90 99"), (string.Join(' ', read.ResponseCodes), string.Join(' ', read.LatencyPercentiles)));
        Assert.Equal(("/var/run/elfstatsd", "/var/log/elfstatsd", 10_000_000, 5, 5, "INFO"),
            (read.DaemonPidDirectory, read.DaemonLogDirectory, read.MaximumLogFileSize, read.MaximumLogFiles, read.TracebackLength, read.LoggingLevel));
        Assert.Empty(read.Warnings);
        RequestVerdict verdict = RequestRules.New(read.Rules).Match("/a/b/c"u8);
        Assert.Equal(RequestStatus.Parsed, verdict.Status);
    }

    [Fact]
    public void Line_ends_of_any_system_count_lines_alike()
    {
        string text = "A = '''x\ny'''\n\n# c\nB = [\n1,\n]\nINTERVAL = \\\n  'x'\n";
        Assert.All(
            (string[])["\n", "\r\n", "\r"],
            end => Assert.StartsWith("Line 9 of 's' ", Fault(text.Replace("\n", end, StringComparison.Ordinal)).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("import os\nINTERVAL = os.environ['X']", "Line 2 of 's' cannot be taken over: 'os' stands where a value would begin or end.")]
    [InlineData("INTERVAL = 5 * 60", "'*' stands where")]
    [InlineData("INTERVAL += 5", "it begins with 'INTERVAL', which is no assignment")]
    [InlineData("INTERVAL == 5", "it begins with 'INTERVAL', which is no assignment")]
    [InlineData("from local_settings import *", "it begins with 'from'")]
    [InlineData("if True:\n  INTERVAL = 5", "it begins with 'if'")]
    [InlineData("  INTERVAL = 5", "it is indented: INTERVAL = 5")]
    [InlineData("ELF_FORMAT = '%h' % x", "'%' stands where")]
    [InlineData("ELF_FORMAT = f'{x}'", "a string with the prefix 'f'")]
    [InlineData("ELF_FORMAT = 'x\n'", "a string that begins there has no end")]
    [InlineData("\n\nELF_FORMAT = '''x\n", "Line 3 of 's' cannot be taken over: a string that begins there has no end")]
    [InlineData(@"ELF_FORMAT = '\xg1'", @"'\x' in its string is not followed by a character's 2 digits")]
    [InlineData("VALID_REQUESTS = [re.compile(r'x', re.X)]", "a flag of re.compile is other than re.I")]
    [InlineData("VALID_REQUESTS = [re.compile(r'x', re.I | re.X)]", "'|' stands where")]
    [InlineData("VALID_REQUESTS = [re.compile(X)]", "'X' stands where")]
    [InlineData("VALID_REQUESTS = [re.search('a', 'b')]", "'re' stands where")]
    [InlineData("VALID_REQUESTS = re.compile(r'x')", "VALID_REQUESTS holds the pattern 'x' instead of a list")]
    [InlineData("VALID_REQUESTS = [\n1]", "Line 2 of 's' cannot be taken over: VALID_REQUESTS holds 1 instead of a pattern")]
    [InlineData("DATA_FILES = [('a',)]", "DATA_FILES holds a list of 1 instead of tuples")]
    [InlineData("DATA_FILES = ('a', 'b', 'c')", "DATA_FILES holds the text 'a' instead of a list")]
    [InlineData("PATTERNS_TO_EXTRACT = [{'name': 'a'}]", "instead of dicts with 'name' and 'patterns'")]
    [InlineData("REQUESTS_AGGREGATION = [('a', 'b')]", "instead of tuples of a group, a method, and a pattern")]
    [InlineData("LATENCY_IN_MILLISECONDS = 'yes'", "instead of True or False")]
    [InlineData("INTERVAL = 0", "INTERVAL holds 0 instead of a number from 1")]
    [InlineData("MAX_LOG_FILES = 1.5", "instead of a whole number")]
    [InlineData("INTERVAL = 12abc", "'12abc' stands where")]
    [InlineData("A = {1, 2}", "',' stands where")]
    [InlineData("A = [1 2]", "'2' stands where")]
    [InlineData("A = [", "the end of the line stands where")]
    [InlineData("A =", "the end of the line stands where")]
    [InlineData("A", "it begins with 'A'")]
    [InlineData("A = logging.getLogger('x')", "'logging' stands where")]
    public void What_is_no_plain_value_is_refused_with_its_line_and_what_was_found(string text, string said)
        => Assert.Contains(said, Fault(text).Message, StringComparison.Ordinal);

    [Fact]
    public void Brackets_without_end_are_refused_and_not_followed_down()
        => Assert.Contains("too deep", Fault("A = " + new string('[', 100_000)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(@"'\a\n\\\'\x41\101\u00e9\q'", "\a\n\\'AAé\\q")]
    [InlineData(@"r'\n\'' '\t'", "\\n\\'\t")]
    [InlineData("'''a\n'b''c'''", "a\n'b''c")]
    [InlineData("'a\\\nb'", "ab")]
    [InlineData("uR'\\d' b\"x\" Br''", "\\dx")]
    [InlineData("'#' # '", "#")]
    public void Strings_are_what_python_makes_of_them(string literal, string value)
        => Assert.Equal(value, ElfSettingsFile.Parse("s", $"ELF_FORMAT = {literal}\n").Format);

    [Fact]
    public void Whatever_is_in_the_file_it_is_settings_or_a_fault_of_ours()
        => Always.Holds(
            Gen.OneOf(
                Gen.Elements("A", "INTERVAL", "=", "[", "]", "(", ")", "{", "}", ",", ":", "'", "'''", "r'", "\\", "\n", "#", "re.compile", "re.I", "logging.", "-", "1e", "0x", "import", ";", ".")
                    .ArrayOf().Select(pieces => string.Concat(pieces)),
                from at in Gen.Choose(0, Full.Length) from length in Gen.Choose(0, 40) from put in Gen.Elements("", "\n", "'", "(", "\\", "=", ",")
                select Full[..at] + put + Full[Math.Min(Full.Length, at + length)..]),
            text =>
            {
                try
                {
                    ElfSettingsFile.Parse("s", text);
                }
                catch (LogStatsException fault)
                {
                    Assert.Equal(FaultId.ConfigInvalid, fault.Id);
                }
            },
            count: 3000);

    [Fact]
    public void A_file_is_read_from_disk_or_said_to_be_missing()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "settings.py");
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => ElfSettingsFile.Read(path)).Id);
        Assert.Equal(FaultId.FileOpen, Assert.Throws<LogStatsException>(() => ElfSettingsFile.Read(folder.Path)).Id);
        File.WriteAllText(path, "INTERVAL = 7\n");
        Assert.Equal(7, ElfSettingsFile.Read(path).Interval.TotalSeconds);
        File.WriteAllText(path, new string('#', 2_000_000));
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => ElfSettingsFile.Read(path)).Id);
    }

    private static LogStatsException Fault(string text) => Assert.Throws<LogStatsException>(() => ElfSettingsFile.Parse("s", text));
}
