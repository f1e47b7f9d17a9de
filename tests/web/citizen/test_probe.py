from tests.web.citizen.conftest import Story
def test_probe(story: Story, words) -> None:
    p="an"; print(words(story.get(p,"/mijn/")));print(words(story.get(p,"/mijn/aanvraag/")))
    for p in ("an","bart","chantal","fatima","zoe"):
        a=story.post(p,"/mijn/aanvraag/"); print(a.status_code, words(a.content.decode())); print(words(story.get(p,"/mijn/")))
    for u in ("/mijn/begeleider/","/register/?zoek=mechelen+waarderend","/hoe-we-beslissen/","/mijn/uren/","/mijn/inzage/"):
        print(words(story.get("an",u)))
    t=story.signed("an","dirk"); story.reported(t,"dirk")
    for s in ("","overeenkomst/","module/1/","stoppen/"):
        print(words(story.get("an",f"/mijn/begeleiding/{t}/{s}")))
    print(words(story.post("an",f"/mijn/begeleiding/{t}/module/1/").content.decode()))
    print(words(story.post("an",f"/mijn/begeleiding/{t}/stoppen/").content.decode()))
    for u in ("","uren/","inzage/",f"begeleider/{story.counsellor('els')}/code/"):
        print(words(story.get("an","/mijn/"+u)))
    print(words(story.post("an",f"/mijn/begeleider/{story.counsellor('els')}/code/").content.decode()))
    assert 0
