using System.Text;
using FsCheck.Fluent;
using LogStats.Elf.Rules;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Rules;

public sealed class RequestPathTests
{
    [Theory]
    [InlineData("/shop/cart/5?x=1", "/shop/cart/5")]
    [InlineData("/shop#top?x", "/shop")]
    [InlineData("/shop;jsessionid=1?x", "/shop;jsessionid=1")]
    [InlineData("/?x", "/")]
    [InlineData("?x", "/")]
    [InlineData("", "")]
    [InlineData("http://host/path?x", "/path")]
    [InlineData("HTTPS://host:8080", "/")]
    [InlineData("http://host?x=/y", "/")]
    [InlineData("http://u:p@host/a/b", "/a/b")]
    [InlineData("/http://host/path", "/http://host/path")]
    [InlineData("://host/path", "://host/path")]
    [InlineData("*", "*")]
    [InlineData("host.example:443", "host.example:443")]
    [InlineData("//host/path", "//host/path")]
    public void The_path_is_what_stands_between_host_and_query(string target, string path)
        => Assert.Equal(path, Encoding.UTF8.GetString(RequestPath.Of(Encoding.UTF8.GetBytes(target))));

    [Theory]
    [InlineData("/shop/cart/5", "shop", "cart", "/shop/cart")]
    [InlineData("/shop/cart", "shop", "cart", "/shop/cart")]
    [InlineData("/shop/cart/", "shop", "cart", "/shop/cart")]
    [InlineData("//shop///cart//5", "shop", "cart", "//shop///cart")]
    [InlineData("/index.html", "", "index.html", "/index.html")]
    [InlineData("/shop/", "", "shop", "/shop/")]
    [InlineData("/shop//", "", "shop", "/shop//")]
    [InlineData("/", "", "/", "/")]
    [InlineData("///", "", "/", "///")]
    [InlineData("*", "", "*", "*")]
    [InlineData("host:443", "", "host:443", "host:443")]
    [InlineData("a/b/c", "", "a/b/c", "a/b/c")]
    [InlineData("", "", "", "")]
    public void The_first_two_segments_are_group_and_method(string path, string group, string method, string front)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        RequestPath.Segments(bytes, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second);
        Assert.Equal((group, method), (Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(second)));
        Assert.Equal(front, Encoding.UTF8.GetString(RequestPath.Front(bytes)));
        RequestPath.Segments(RequestPath.Front(bytes), out ReadOnlySpan<byte> again, out ReadOnlySpan<byte> too);
        Assert.True(again.SequenceEqual(first) && too.SequenceEqual(second));
    }

    [Fact]
    public void The_front_in_one_go_is_the_front()
        => Always.Holds(Gen.Choose(0, 6).Select(index => "/a?#b:"u8[Math.Min(index, 5)]).ArrayOf(), target =>
        {
            foreach (byte[] one in (byte[][])[target, [(byte)'/', .. target]])
            {
                Assert.Equal(RequestPath.Front(RequestPath.Of(one)).ToArray(), RequestPath.FrontOf(one).ToArray());
            }
        }, count: 2000);
}
