using System.Management.Automation;
using System.Net;
using Xunit;

namespace LogStats.PowerShell.Tests.HostTests;

/// <summary>Every row was first asked of PowerShell 7.6.</summary>
public sealed class LanguagePrimitivesTests
{
    public static TheoryData<object?, object> Conversions() => new()
    {
        { "5", 5 }, { "5.5", 6 }, { "2.5", 2 }, { "0x10", 16 }, { " 7 ", 7 }, { "", 0 }, { null, 0 }, { true, 1 },
        { "1kb", 1024L }, { 2.5, 2 }, { 3.5, 4 }, { 5, "5" }, { 1.5, "1.5" }, { null, "" }, { new[] { 1, 2 }, "1 2" },
        { "mon", DayOfWeek.Monday }, { "MONDAY", DayOfWeek.Monday }, { 3, DayOfWeek.Wednesday },
        { "3", DayOfWeek.Wednesday },
        { "ReadOnly, Hidden", FileAttributes.ReadOnly | FileAttributes.Hidden },
        { new[] { "ReadOnly", "Hidden" }, FileAttributes.ReadOnly | FileAttributes.Hidden },
        { "2024-01-02T03:04:05+02:00", new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)) },
        { "00:01:00", TimeSpan.FromMinutes(1) }, { 1, TimeSpan.FromTicks(1) },
        { "true", true }, { "", false }, { 0, false },
        { "a", new[] { "a" } }, { new object[] { 1, 2 }, new[] { "1", "2" } },
        { 5, new[] { 5 } }, { "a,b", new[] { "a,b" } },
        { "http://x/", new Uri("http://x/") }, { "127.0.0.1", IPAddress.Parse("127.0.0.1") }, { "a", 'a' },
        { "1.2.3", new Version(1, 2, 3) }, { "2024-01-02", new DateOnly(2024, 1, 2) }, { "10:00", new TimeOnly(10, 0) },
    };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Converts(object? value, object expected) =>
        Assert.Equal(expected, LanguagePrimitives.ConvertTo(value, expected.GetType()));

    [Theory]
    [InlineData("x", typeof(int))]
    [InlineData(3000000000, typeof(int))]
    [InlineData(99, typeof(DayOfWeek))]
    [InlineData("abc", typeof(char))]
    [InlineData(new[] { "1" }, typeof(int))]
    [InlineData("utf-8", typeof(System.Text.Encoding))]
    public void Refuses(object value, Type type)
    {
        Assert.False(LanguagePrimitives.TryConvertTo(value, type, out _));
        Assert.Throws<PSInvalidCastException>(() => LanguagePrimitives.ConvertTo(value, type));
    }

    [Fact]
    public void AnEmptyNullableIsNull() => Assert.Null(LanguagePrimitives.ConvertTo<int?>(null));

    [Fact]
    public void WrappersAreSeenThrough()
    {
        Assert.Equal(5, LanguagePrimitives.ConvertTo<int>(new PSObject("5")));
        Assert.True(LanguagePrimitives.IsTrue(new PSObject(1)));
        Assert.False(LanguagePrimitives.IsTrue(Array.Empty<int>()));
    }
}
