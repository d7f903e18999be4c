using LogStats.Elf.Settings;

namespace LogStats.Tests.Elf.Settings;

public sealed class FileNameTemplateTests
{
    private static readonly DateTime s_time = new(2013, 3, 8, 0, 5, 9);

    [Theory]
    [InlineData("/var/log/httpd/apache.log-%Y-%m-%d-%H?ts=-3600&ts-name-only=true", "/var/log/httpd/apache.log-2013-03-07-23", 0)]
    [InlineData("a-%H?ts=-3600", "a-23", -3600)]
    [InlineData("a-%H?ts=-3600&ts-name-only=false", "a-23", -3600)]
    [InlineData("a-%H?ts=%2B7200&ts-name-only=TRUE", "a-02", 0)]
    [InlineData("a-%y%m%d%H%M%S-%j-%I%p-%b-%B-%a-%A-%%d", "a-130308000509-067-12AM-Mar-March-Fri-Friday-%d", 0)]
    [InlineData("a.log", "a.log", 0)]
    public void Names_are_made_for_a_moment(string text, string name, int recordShift)
    {
        FileNameTemplate template = FileNameTemplate.Parse(text, warning => Assert.Fail(warning));
        Assert.Equal((name, recordShift), (template.At(s_time), template.RecordShift.TotalSeconds));
    }

    [Theory]
    [InlineData("a-%H?ts=soon&ts-name-only=true", "a-00", "'ts=soon'")]
    [InlineData("a-%H?ts=-3600&x=1", "a-23", "'x=1'")]
    [InlineData("a-%H-%Q", "a-00-%Q", "'%Q'")]
    [InlineData("a-%H-%", "a-00-%", "'%'")]
    public void What_is_not_understood_is_left_out_with_a_warning(string text, string name, string said)
    {
        List<string> warnings = [];
        Assert.Equal(name, FileNameTemplate.Parse(text, warnings.Add).At(s_time));
        Assert.Contains($"{said} of the file name '{text}' is no", Assert.Single(warnings), StringComparison.Ordinal);
    }
}
